/** Keywords of a SELECT in HogQL’s grammar (HogQLLexer.g4). */
export const keywords =
  'all and anti any array as asc asof between by case cast collate cross cube current date_add date_sub desc distinct else end ' +
  'except extract false final first following from full group having if ilike in inner intersect interval into is join last ' +
  'lateral left like limit not null nulls offset on or order outer over partition preceding prewhere range recursive replace ' +
  'right rollup row rows sample select semi settings substring then ties to top totals trim true unbounded union using view ' +
  'when where window with'

/** Common ClickHouse functions for queries over sessions and events. */
export const functions = [
  ...'count countIf countDistinct sum sumIf avg avgIf min minIf max maxIf any anyLast argMin argMax uniq uniqIf uniqExact'.split(
    ' ',
  ),
  ...'median quantile quantileIf groupArray groupUniqArray topK stddevPop varPop row_number rank dense_rank lagInFrame'.split(
    ' ',
  ),
  ...'leadInFrame first_value last_value'.split(' '),
  ...'now today yesterday toDate toDateTime toStartOfMinute toStartOfHour toStartOfDay toStartOfWeek toStartOfMonth'.split(' '),
  ...'toStartOfInterval toYear toMonth toDayOfWeek toDayOfMonth toHour toMinute dateDiff dateAdd dateSub dateTrunc'.split(' '),
  ...'formatDateTime parseDateTimeBestEffort toTimeZone toUnixTimestamp fromUnixTimestamp toIntervalDay toIntervalHour'.split(
    ' ',
  ),
  ...'toString toInt toFloat toDecimal toUUID toBool if ifNull nullIf coalesce multiIf isNull isNotNull empty notEmpty'.split(
    ' ',
  ),
  ...'lower upper length concat substring replaceAll replaceOne replaceRegexpAll splitByChar splitByString trim'.split(' '),
  ...'startsWith endsWith position like ilike match extract extractAll path domain protocol cutQueryString'.split(' '),
  ...'extractURLParameter JSONExtractString JSONExtractInt JSONExtractFloat JSONExtractBool JSONExtractRaw JSONHas'.split(' '),
  ...'arrayJoin arrayMap arrayFilter arrayCount arraySum arrayDistinct arrayElement arrayExists has hasAny hasAll'.split(' '),
  ...'tuple tupleElement map range round floor ceil abs intDiv modulo greatest least rand'.split(' '),
]
