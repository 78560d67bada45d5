import { AppShell, Group, MantineProvider, NavLink, Pagination, Table, Text, Title } from '@mantine/core'
import '@mantine/core/styles.css'
import { keepPreviousData, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Link, Route, Routes, useSearchParams } from 'react-router-dom'
import { formatDuration, formatTime, listRecordings } from './recordings.ts'

/** The least that our libraries need for a table of recordings, written the obvious way: what `bench/startup.ts` measures against. */
const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, refetchOnWindowFocus: false } } })

const headers = ['Started', 'Person', 'Duration', 'Clicks', 'Key presses', 'Console errors', 'Start URL', 'State']

function Recordings() {
  const [params, setParams] = useSearchParams()
  const page = Math.max(1, Number(params.get('page')) || 1)
  const { data, error } = useQuery({
    queryKey: ['recordings', page],
    queryFn: ({ signal }) => listRecordings(page, signal),
    placeholderData: keepPreviousData,
  })
  if (error) return <Text c="red">{error.message}</Text>
  return (
    <>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {headers.map((header) => (
              <Table.Th key={header}>{header}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data?.results.map((recording) => (
            <Table.Tr key={recording.id}>
              <Table.Td>{formatTime(recording.start_time)}</Table.Td>
              <Table.Td>{recording.person?.name ?? recording.distinct_id}</Table.Td>
              <Table.Td>{formatDuration(recording.recording_duration)}</Table.Td>
              <Table.Td>{recording.click_count}</Table.Td>
              <Table.Td>{recording.keypress_count}</Table.Td>
              <Table.Td>{recording.console_error_count}</Table.Td>
              <Table.Td>{recording.start_url}</Table.Td>
              <Table.Td>{recording.viewed ? 'Viewed' : ''}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group mt="md">
        <Pagination
          total={data?.has_next ? page + 1 : page}
          value={page}
          onChange={(next) => setParams({ page: String(next) })}
          getControlProps={(control) => ({ 'aria-label': `${control} page` })}
        />
      </Group>
    </>
  )
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <MantineProvider>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <AppShell header={{ height: 48 }} navbar={{ width: 200, breakpoint: 'sm' }} padding="md">
            <AppShell.Header px="md">
              <Title order={4} lh="48px">
                Recordings
              </Title>
            </AppShell.Header>
            <AppShell.Navbar p="xs">
              <NavLink component={Link} to="/" label="Recordings" />
              <NavLink component={Link} to="/subscriptions" label="Subscriptions" />
            </AppShell.Navbar>
            <AppShell.Main>
              <Routes>
                <Route path="/" element={<Recordings />} />
                <Route path="/subscriptions" element={<Text>Subscriptions</Text>} />
              </Routes>
            </AppShell.Main>
          </AppShell>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
}
