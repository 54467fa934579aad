// The grammar of the lead policy language: what the parser accepts, one declaration at a time. No code is embedded;
// compiler/syntax/ drives it and builds the tree. A policy is cut into declarations before it comes here, so that one
// mistake stays in one declaration.
//
// The lexer reads bytes: every byte of a character outside ASCII arrives as U+007F, so that token positions are byte
// offsets and one table row serves all of Unicode. Texts, backticked names and comments may hold such characters.
//
// Words. Eleven words are reserved (first group of the lexer). All the others are soft: `name` accepts them. Where a
// soft word has a meaning at its place it has that meaning; backticks make it a name again. Before parsing, `optional`,
// `rounded` and the units of time become plain identifiers where they open a line or follow `{` or `,`.
//
// Rows. A row rule (field, scoreItem, gradeRow, ...) begins with a word, never with a sign or a bracket, so that rows
// need no separator. Row and block rules are known by name to compiler/syntax/parse.cpp, which resumes at the next row.
grammar Lead;

// Told apart by the lexer's caller: a `|` that ends its line, from one between two cells; the name that opens a line in
// `people { … }`, from a column of the person before.
tokens { BAR_END, ROW_NAME }

slice : declaration EOF ;

declaration
  : K_POLICY name TEXT? settingBlock                                                       # policyDecl
  | K_USE name (DOT name)*                                                                 # useDecl
  | K_CHOICE name LBRACE choiceItems COMMA? RBRACE                                         # choiceDecl
  | K_LEAD fieldBlock                                                                      # leadDecl
  | K_EVENT name TEXT? (K_BY actor=name)? fieldBlock? fillsIn?                             # eventDecl
  | K_DEFINE name TEXT? defineClause* K_MEANS definition                                   # defineDecl
  | K_BANDS name TEXT? K_OF value bucketBlock                                              # bucketsDecl
  | K_SCORE name TEXT? scoreBlock                                                          # scoreDecl
  | K_GRADE name TEXT? gradeBlock                                                          # gradeDecl
  | K_MATRIX name TEXT? LPAREN row=name COMMA column=name RPAREN matrixBlock               # matrixDecl
  | K_LIFECYCLE name TEXT? lifecycleBlock                                                  # lifecycleDecl
  | K_CALENDAR name TEXT? (calendarBlock | K_MEANS name (K_AND name)+)                     # calendarDecl
  | K_SLA name TEXT? (K_OWED K_BY debtor=fieldName)? slaBlock                              # slaDecl
  | K_FIXTURE name givenBlock                                                              # fixtureDecl
  | K_TEST TEXT testBlock                                                                  # testDecl
  | K_TEST K_CASES TEXT casesBlock                                                         # casesDecl
  | K_IGNORE name TEXT? whereClause?                                                       # ignoreDecl
  | K_SUSPEND K_SCORING K_WHILE condition                                                  # suspendDecl
  | K_TABLE name TEXT? LPAREN fieldName ARROW typeName RPAREN tableContent                 # tableDecl
  | K_PERSON fieldBlock                                                                    # personDecl
  | K_PEOPLE (peopleBlock | K_FROM TEXT)                                                   # peopleDecl
  | K_TEAM name TEXT? (K_IS members+=name (COMMA members+=name)* | whereClause)            # teamDecl
  | K_ROLE name TEXT? K_IS name                                                            # roleDecl
  | K_QUEUE name TEXT? (queueClause (COMMA queueClause)*)?                                 # queueDecl
  | K_ROUTE name TEXT? K_UNIQUE? cause (COMMA cause)* routeBlock                           # routeDecl
  | K_ACCOUNT fieldBlock                                                                   # accountDecl
  | K_ACCOUNTS (accountsBlock | K_FROM TEXT)                                               # accountsDecl
  | K_MATCH K_ACCOUNT TEXT? matchBlock                                                     # matchDecl
  ;

// --- policy ------------------------------------------------------------------------------------------------------
settingBlock : LBRACE setting* RBRACE ;
setting : settingKey settingValue (COMMA settingValue)* ;

settingKey
  : (K_TIME K_ZONE | K_UNKNOWN (K_EVENTS | K_FIELDS) | K_ANONYMOUS K_EVENTS)               # pairKey
  | name                                                                                   # wordKey
  ;

settingValue
  : K_SET K_ASIDE                                                                          # asideSetting
  | constant                                                                               # constantSetting
  ;

// --- choice, lead, event -----------------------------------------------------------------------------------------
choiceItems
  : name (LESS_SIGN name)+                                                                      # orderedItems
  | name (COMMA name)*                                                                     # plainItems
  ;

fieldBlock : LBRACE field* RBRACE ;
field : fieldName typeName fieldOption* COMMA? ;

typeName
  : K_YES K_OR K_NO                                                                        # yesNoType
  | K_MONEY CURRENCY                                                                       # moneyType
  | K_SET K_OF fieldName                                                                   # setType
  | fieldName                                                                              # wordType
  ;

fieldOption
  : K_FROM bound (K_TO bound)?                                                             # boundsOption
  | K_ROUNDED                                                                              # roundedOption
  | K_OPTIONAL                                                                             # optionalOption
  | EQUAL constant                                                                         # defaultOption
  ;

bound : MINUS? literal ;

fillsIn : K_FILLS K_IN filled (COMMA filled)* ;
filled : name K_ONCE? ;

// --- define ------------------------------------------------------------------------------------------------------
defineClause
  : K_OWNED K_BY name                                                                      # ownerClause
  | K_BECAUSE TEXT                                                                         # becauseClause
  | K_SINCE DATE                                                                           # sinceClause
  ;

definition
  : K_ANY K_OF name (COMMA name)* COMMA?                                                   # eventsDefinition
  | valueRow (COMMA valueRow)* COMMA?                                                      # valueDefinition
  ;

valueRow : condition guard? ;    // one row without a guard is an expression, rows with guards are a ladder

guard
  : K_WHEN condition                                                                       # whenGuard
  | K_OTHERWISE                                                                            # otherwiseGuard
  ;

// --- bands of a value --------------------------------------------------------------------------------------------
bucketBlock : LBRACE bucketRow* RBRACE ;
bucketRow : name K_FROM low=value (K_TO high=value)? COMMA? ;

// --- tables ------------------------------------------------------------------------------------------------------
// A row begins with a text, so a text behind its value is the next row.
tableContent
  : tableBlock                                                                             # inlineTable
  | K_FROM TEXT (K_COLUMNS key=name ARROW given=name)?                                     # fileTable
  ;

tableBlock : LBRACE tableRow* RBRACE ;
tableRow : TEXT (COMMA TEXT)* ARROW constant COMMA? ;

// --- score -------------------------------------------------------------------------------------------------------
scoreBlock : LBRACE scoreItem* RBRACE ;

scoreItem
  : name TEXT? COLON award (COMMA modifier)*                                               # scoreRule
  | K_RANGE signedNumber K_TO rangeTop                                                     # scoreRange
  | K_RUNNING                                                                              # scoreRunning
  | decay                                                                                  # scoreDecay
  | K_TOGETHER LBRACE name (COMMA name)* COMMA? RBRACE cap                                 # scoreGroup
  | K_BANDS bandBlock                                                                      # scoreBands
  | K_RESET name (K_TO signedNumber)? cause                                                # scoreReset
  ;

rangeTop
  : signedNumber                                                                           # numberTop
  | K_NO K_LIMIT                                                                           # openTop
  ;

award
  : signedNumber trigger                                                                   # pointsAward
  | K_POINTS K_FROM value trigger?                                                         # fromAward
  | K_POINTS K_BY value pointsTable trigger?                                               # tableAward
  | K_BEST K_OF ladder                                                                     # bestAward
  | PERCENT K_OF (K_BEST K_OF ladder | K_POINTS K_BY value pointsTable)                    # weightedAward
  | trigger ladder                                                                         # ladderAward
  ;

trigger
  : K_EACH name whereClause?                                                               # eachTrigger
  | K_EACH quantity K_WITHOUT name whereClause?                                            # quietTrigger
  | K_WHILE condition                                                                      # whileTrigger
  | cause                                                                                  # causeTrigger
  ;

whereClause : K_WHERE condition ;

// --- causes: what makes something happen, in the same words in every block. `where` speaks of the event, `when` of the
// state at that instant.
cause
  : K_ON name whereClause?                                                                 # eventCause
  | K_ON value K_BECOMING became stateClause?                                              # edgeCause
  | K_ON K_COUNT K_OF past K_REACHING INTEGER stateClause?                                 # countCause
  | K_EVERY schedule stateClause?                                                          # scheduleCause
  | K_ON (K_ENTERING | K_LEAVING) name stateClause?                                        # doorCause
  | K_ON K_BREACH K_OF name stateClause?                                                   # breachCause
  | K_ON K_ASSIGNMENT K_OF name stateClause?                                               # assignmentCause
  | K_ON K_EXPIRY K_OF name stateClause?                                                   # expiryCause
  ;

became
  : K_KNOWN                                                                                # knownBecame
  | K_MISSING                                                                              # missingBecame
  | value                                                                                  # valueBecame
  ;

schedule
  : K_DAY K_AT CLOCK                                                                       # everyDay
  | K_MONTH K_ON K_DAY INTEGER K_AT CLOCK                                                  # everyMonth
  | weekday=IDENTIFIER K_AT CLOCK                                                          # everyWeek
  ;

stateClause : K_WHEN condition ;

pointsTable : LBRACE pointsRow+ RBRACE ;
pointsRow : name signedNumber COMMA? ;

// Rows of a ladder are parted by commas; a row that begins with a digit needs none.
ladder : LBRACE ladderRow (COMMA ladderRow | bareLadderRow)* COMMA? RBRACE ;
ladderRow : signedNumber K_WHEN condition ;
bareLadderRow : number K_WHEN condition ;

modifier
  : K_ONCE K_EVER? per*                                                                    # onceLimit
  | K_AT K_MOST INTEGER (K_TIMES | K_TIME) K_EVER? per*                                    # timesLimit
  | cap                                                                                    # capModifier
  | decay                                                                                  # decayModifier
  ;

per
  : K_PER (K_DAY | K_WEEK | K_MONTH)                                                       # perCalendar
  | K_PER quantity                                                                         # perQuantity
  | K_PER value                                                                            # perKey
  ;

cap : K_SHOWS K_AT K_MOST number (K_POINTS | K_POINT) ;

decay
  : K_FADES K_BY K_HALF K_EVERY quantity                                                   # halfDecay
  | K_FADES K_EVENLY K_BY PERCENT K_EVERY quantity                                         # evenlyDecay
  | K_DROPS K_BY number (K_POINTS | K_POINT) K_EVERY quantity                              # dropsDecay
  | K_HALVES K_EVERY K_FULL quantity                                                       # halvesDecay
  | K_EXPIRES K_AFTER quantity                                                             # expiresDecay
  | K_DOES K_NOT K_FADE                                                                    # noDecay
  ;

bandBlock : LBRACE bandRow* RBRACE ;
bandRow : name bandStep (COMMA bandStep)* COMMA? ;
bandStep : K_FROM from=signedNumber (K_UNTIL K_BELOW below=signedNumber)? (K_WHEN condition)? ;

// --- grade, matrix -----------------------------------------------------------------------------------------------
gradeBlock : LBRACE gradeRow* RBRACE ;
gradeRow
  : name guard COMMA?                                                                      # guardedGrade
  | name K_FROM signedNumber COMMA?                                                        # thresholdGrade
  | K_STEPS name (LESS_SIGN name)+ COMMA?                                                  # ladderGrade
  | K_START K_AT name COMMA?                                                               # startGrade
  | (K_UP | K_DOWN) INTEGER (K_STEP | K_STEPS) K_WHEN condition COMMA?                     # moveGrade
  | K_AT K_MOST name K_WHEN condition COMMA?                                               # capGrade
  | K_HIDDEN K_UNTIL INTEGER K_OF LBRACE value (COMMA value)* COMMA? RBRACE (K_IS | K_ARE) K_KNOWN COMMA? # hiddenGrade
  | K_BY K_POINTS scoreBlock                                                               # pointsGrade
  | K_BEST K_OF name (COMMA name)*                                                         # bestGrade
  ;

matrixBlock : LBRACE matrixHeader matrixRow* RBRACE ;
matrixHeader : BAR name (BAR name)* (BAR | BAR_END)? ;
matrixRow : name COLON BAR? matrixCell (BAR matrixCell)* (BAR | BAR_END)? COMMA? ;
matrixCell : name ;

// --- lifecycle ---------------------------------------------------------------------------------------------------
lifecycleBlock : LBRACE lifecycleItem* RBRACE ;

lifecycleItem
  : K_STAGE name TEXT? (stageClause (COMMA stageClause)*)? COMMA?                          # stageItem
  | origin ARROW name move TEXT? (COMMA K_REASON reason=name)? COMMA?                      # transitionItem
  | cause effectBlock                                                                      # effectItem
  ;

stageClause
  : K_OWNED K_BY name                                                                      # ownedStage
  | K_FIRST                                                                                # firstStage
  | K_FINAL                                                                                # finalStage
  | K_MAY K_REST                                                                           # restingStage
  | K_REASONS name                                                                         # reasonsStage
  ;

origin
  : K_ANY                                                                                  # anyOrigin
  | name (COMMA name)*                                                                     # listedOrigin
  ;

move
  : K_WHEN condition                                                                       # whenMove
  | K_AFTER quantity K_IN name stateClause?                                                # restMove
  | K_AFTER quantity K_WITHOUT name whereClause? stateClause?                              # silenceMove
  | cause                                                                                  # causeMove
  ;

effectBlock : LBRACE effect (COMMA effect)* COMMA? RBRACE ;

effect
  : K_RESET name                                                                           # resetEffect
  | K_NOTIFY name TEXT?                                                                    # notifyEffect
  | K_CLEAR name                                                                           # clearEffect
  | K_ASSIGN name K_AGAIN (K_EXCLUDING K_LAST INTEGER name)?                               # assignEffect
  ;

// --- calendars ---------------------------------------------------------------------------------------------------
calendarBlock : LBRACE calendarRow* RBRACE ;

calendarRow
  : K_TIME K_ZONE TEXT COMMA?                                                              # zoneRow
  | K_CLOSED K_ON closing (COMMA closing)* COMMA?                                          # closedRow
  | K_ON DATE openingHours (COMMA openingHours)* COMMA?                                    # datedRow
  | K_BREAK K_ON DATE openingHours (COMMA openingHours)* COMMA?                            # breakRow
  | weekdays openingHours (COMMA openingHours)* COMMA?                                     # weeklyRow
  ;

closing : TEXT | DATE | month=INTEGER MINUS day=INTEGER ;
weekdays
  : first=IDENTIFIER K_TO last=IDENTIFIER                                                  # weekdayRange
  | IDENTIFIER (COMMA IDENTIFIER)*                                                         # weekdayList
  ;
openingHours : opens=CLOCK MINUS closes=CLOCK ;

// --- promises ----------------------------------------------------------------------------------------------------
slaBlock : LBRACE slaRow* RBRACE ;

slaRow
  : K_HOURS (name | K_BY value LBRACE hoursRow+ RBRACE) COMMA?                             # hoursItem
  | (K_START | K_RESTART) cause (K_SINCE value)? COMMA?                                    # startItem
  | (K_MET | K_CANCEL | K_RESET | K_PAUSE | K_RESUME) cause COMMA?                         # signalItem
  | K_PAUSE K_WHILE condition COMMA?                                                       # pauseItem
  | K_WITHIN quantity guard? COMMA?                                                        # withinItem
  | K_WITHIN K_BY value LBRACE withinRow+ RBRACE COMMA?                                    # tableItem
  | K_BY K_END K_OF K_NEXT? K_BUSINESS K_DAY guard? COMMA?                                 # dayEndItem
  | K_BY value guard? COMMA?                                                               # untilItem
  | K_RETARGET K_AFRESH? COMMA?                                                            # retargetItem
  | slaMoment effectBlock COMMA?                                                           # stepItem
  ;

hoursRow : name name COMMA? ;
withinRow : name quantity COMMA? ;

slaMoment
  : K_AT PERCENT                                                                           # percentMoment
  | K_AT K_BREACH                                                                          # breachMoment
  | K_AT quantity (K_BEFORE | K_AFTER) K_BREACH                                            # besideMoment
  | K_EVERY quantity K_AFTER K_BREACH COMMA? K_AT K_MOST INTEGER (K_TIMES | K_TIME)        # repeatMoment
  ;

// --- people, queues, routes --------------------------------------------------------------------------------------
peopleBlock : LBRACE personRow* RBRACE ;
personRow : rowName TEXT? (personSetting (COMMA personSetting)*)? ;

rowName : name | ROW_NAME ;

personSetting
  : K_AWAY K_FROM moment K_TO moment                                                       # awaySetting
  | fieldName constant                                                                     # valueSetting
  ;

queueClause
  : K_CLAIMED K_ON name K_BY fieldName                                                     # claimedQueue
  | K_OFFERED K_TO name                                                                    # offeredQueue
  | K_AT K_MOST INTEGER K_CLAIMS capPer                                                    # cappedQueue
  | K_FOR quantity                                                                         # stayQueue
  | K_WATCHED K_BY name                                                                    # watchedQueue
  ;

routeBlock : LBRACE routeItem* RBRACE ;

routeItem
  : name TEXT? COLON destination (COMMA routeOption)* guard? COMMA?                        # routeRow
  | K_REMEMBER K_BY value memoryTime (COMMA memoryTime)* (COMMA K_RENEWED K_ON name)? COMMA?  # rememberItem
  | K_LOAD K_COUNTS K_WHILE condition COMMA?                                               # loadItem
  | K_TURN K_BACK K_ON name COMMA?                                                         # backItem
  | K_SET K_ON name K_TO fieldName (COMMA K_NOT K_COUNTED)? COMMA?                         # handItem
  ;

memoryTime : K_FOR quantity (K_FROM name)? ;

destination
  : K_KEEP                                                                                 # keepDestination
  | K_CLEAR                                                                                # clearDestination
  | K_TO K_PERSON value                                                                    # personDestination
  | K_TO K_LAST name                                                                       # lastDestination
  | K_TO K_REMEMBERED name                                                                 # rememberedDestination
  | K_TO name whereClause? (COMMA? algorithm)?                                             # namedDestination
  ;

algorithm
  : K_IN K_ORDER                                                                           # orderAlgorithm
  | K_BY K_TURNS (K_PER value)?                                                            # turnsAlgorithm
  | K_BY K_LEAST K_RECENT (K_PER value)?                                                   # recentAlgorithm
  | K_BY K_SMOOTH K_WEIGHTED K_TURNS (K_PER value)?                                        # smoothAlgorithm
  | K_BY K_LOWEST K_POINTER (K_PER value)?                                                 # pointerAlgorithm
  | K_BY K_COUNT K_PER (K_DAY | K_WEEK | K_MONTH) (K_PER value)?                           # countAlgorithm
  | K_BY K_LEAST K_LOADED                                                                  # loadedAlgorithm
  | K_BY K_FAIR K_SHARE (K_PER value)?                                                     # shareAlgorithm
  ;

routeOption
  : K_AT K_MOST INTEGER capPer K_TOGETHER?                                                 # capOption
  | K_AT K_WORK (K_WITHIN quantity)?                                                       # workOption
  | K_OR K_COVER                                                                           # coverOption
  | K_OR K_WAIT                                                                            # waitOption
  | K_EXCLUDING K_LAST INTEGER name                                                        # excludingOption
  | K_TURN K_SPENT K_ON name                                                               # spentOption
  | K_CATCHING K_UP                                                                        # catchingOption
  ;

capPer
  : K_PER (K_HOUR | K_DAY | K_WEEK | K_MONTH)                                              # calendarCap
  | K_PER quantity                                                                         # rollingCap
  ;

// --- accounts ----------------------------------------------------------------------------------------------------
accountsBlock : LBRACE accountRow* RBRACE ;
accountRow : name accountSetting (COMMA accountSetting)* ;
accountSetting : fieldName constant ;

matchBlock : LBRACE matchItem* RBRACE ;

matchItem
  : name TEXT? COLON condition COMMA?                                                      # ruleItem
  | K_PREFER preference (COMMA preference)* COMMA?                                         # preferItem
  ;

preference
  : (K_LEAST | K_EARLIEST) fieldName                                                       # leastPreference
  | (K_GREATEST | K_LATEST) fieldName                                                      # greatestPreference
  | fieldName                                                                              # metPreference
  ;

// --- fixture, test -----------------------------------------------------------------------------------------------
givenBlock : LBRACE givenRow* RBRACE ;

givenRow
  : K_USE name COMMA?                                                                      # useGiven
  | fieldName K_MISSING COMMA?                                                             # missingGiven
  | fieldName constant COMMA?                                                              # valueGiven
  ;

testBlock : LBRACE testStep* RBRACE ;
casesBlock : LBRACE testStep* caseHeader caseRow* RBRACE ;

testStep
  : K_GIVEN K_LEAD (name givenBlock? | givenBlock) (K_SINCE moment)?                       # givenStep
  | K_GIVEN K_PEOPLE peopleBlock                                                           # peopleStep
  | K_AT moment K_PEOPLE peopleBlock                                                       # rosterStep
  | K_AT from=moment name K_IS (K_AWAY (K_UNTIL until=moment)? | K_BACK)                   # presenceStep
  | K_AT moment happening?                                                                 # atStep
  | K_EXPECT (K_OF name COLON)? expectation (COMMA expectation)* COMMA?                    # expectStep
  ;

moment
  : DATE CLOCK?                                                                            # localMoment
  | INSTANT                                                                                # instantMoment
  | PLUS quantity offsetPart*                                                              # offsetMoment
  ;

offsetPart : (PLUS | MINUS)? quantity ;

happening : event=name (K_OF of=name)? givenBlock? (COMMA eventOption)* ;
eventOption : name constant ;

expectation
  : K_NO K_DECISION (K_ON name)?                                                           # noDecisionExpectation
  | K_SET K_ASIDE name (K_BECAUSE name)?                                                   # asideExpectation
  | name K_BECOMES name (K_BECAUSE name)?                                                  # becomesExpectation
  | K_REFUSED name TEXT?                                                                   # refusedExpectation
  | K_NOTIFIED name TEXT?                                                                  # noticeExpectation
  | K_NO K_NOTICE (K_TO name)?                                                             # noNoticeExpectation
  | K_SLA? condition                                                                       # conditionExpectation
  ;

caseHeader : BAR name (BAR name)* (BAR | BAR_END)? ;
caseRow : name TEXT? COLON BAR? caseCell (BAR caseCell)* (BAR | BAR_END)? COMMA? ;

caseCell
  : K_MISSING                                                                              # missingCell
  | constant                                                                               # valueCell
  ;

// --- expressions -------------------------------------------------------------------------------------------------
// or < and < not < comparison (one only: it does not chain) < or else < + - < * / < unary minus < primary.
condition : conjunction (K_OR conjunction)* ;
conjunction : negation (K_AND negation)* ;

negation
  : K_NOT negation                                                                         # notNegation
  | comparison                                                                             # plainNegation
  ;

comparison : value test? ;

test
  : K_IS K_KNOWN                                                                           # knownTest
  | K_IS K_MISSING                                                                         # missingTest
  | K_IS K_NOT (K_KNOWN | K_MISSING)                                                       # notKnownTest
  | K_IS K_NOT? K_UNRATED                                                                  # unratedTest
  | comparator quantity K_AGO                                                              # agoTest
  | comparator value                                                                       # compareTest
  | K_MATCHES                                                                              # matchesTest
  | K_FROM low=value K_TO high=value                                                       # betweenTest
  ;

comparator
  : (K_IS | EQUAL)                                                                         # isComparator
  | (K_IS K_NOT | NOT_EQUAL)                                                               # isNotComparator
  | (LESS_SIGN | K_BELOW | K_LESS K_THAN)                                                       # lessComparator
  | (AT_MOST | K_AT K_MOST)                                                                # atMostComparator
  | (MORE_SIGN | K_ABOVE | K_MORE K_THAN)                                                       # moreComparator
  | (AT_LEAST | K_AT K_LEAST)                                                              # atLeastComparator
  | K_IN                                                                                   # inComparator
  | K_NOT K_IN                                                                             # notInComparator
  | K_STARTS K_WITH                                                                        # startsComparator
  | K_ENDS K_WITH                                                                          # endsComparator
  | K_CONTAINS                                                                             # containsComparator
  | K_MATCHES                                                                              # matchesComparator
  | K_HAS K_ANY K_WORD K_OF                                                                # wordComparator
  | K_HAS K_ANY K_OF                                                                       # hasAnyComparator
  | K_HAS K_ALL K_OF                                                                       # hasAllComparator
  | K_HAS                                                                                  # hasComparator
  ;

value : sum (K_OR K_ELSE sum)* ;
sum : product (signs+=(PLUS | MINUS) product)* ;
product : unary (signs+=(STAR | SLASH) unary)* ;

unary
  : MINUS unary                                                                            # negateUnary
  | primary                                                                                # plainUnary
  ;

primary
  : LPAREN condition RPAREN                                                                # groupPrimary
  | literal                                                                                # literalPrimary
  | K_LIST LBRACE value (COMMA value)* COMMA? RBRACE                                       # listPrimary
  | K_COUNT K_OF past                                                                      # countPrimary
  | K_ANY past                                                                             # anyPrimary
  | K_NO past                                                                              # noPrimary
  | K_LAST past                                                                            # lastPrimary
  | K_FIRST past                                                                           # firstPrimary
  | (K_LAST | K_FIRST) event=name DOT what=name whereClause?                              # fieldPrimary
  | (K_SUM | K_LEAST | K_GREATEST | K_AVERAGE) K_OF what=name K_OF past                   # totalPrimary
  | K_COUNT K_OF K_DISTINCT what=name K_OF past                                           # distinctPrimary
  | K_ENTRIES K_OF name                                                                    # entriesPrimary
  | K_EVER K_IN name                                                                       # everPrimary
  | (K_FIRST | K_LAST) K_ENTERING name                                                     # enteringPrimary
  | (K_AT (K_LEAST | K_MOST) | K_EXACTLY) INTEGER K_OF
      LBRACE condition (COMMA condition)* COMMA? RBRACE                                    # countedPrimary
  | name LPAREN (condition (COMMA condition)*)? RPAREN                                     # callPrimary
  | row=name DOT column=name                                                               # columnPrimary
  | name                                                                                   # namePrimary
  ;

// A look at the past. Its where-clause takes all that can follow, `and` and `or` included; `in last D` closes it (after
// `in`, the word `last` and a number are always a window), and so do a bracket, a comma and a second comparison:
//   count of page_view where path starts with "/x" in last 7 days at least 3
//     = (count of page_view where (path starts with "/x") in last 7 days) at least 3
past : name whereClause? window? ;
window : K_IN K_LAST quantity ;

// --- constants ---------------------------------------------------------------------------------------------------
constant
  : MINUS? literal                                                                         # literalConstant
  | name                                                                                   # nameConstant
  | LBRACE (name (COMMA name)* COMMA?)? RBRACE                                             # setConstant
  ;

literal
  : quantity                                                                               # durationLiteral
  | TEXT                                                                                   # textLiteral
  | INTEGER                                                                                # integerLiteral
  | DECIMAL                                                                                # decimalLiteral
  | PERCENT                                                                                # percentLiteral
  | CURRENCY number                                                                        # moneyLiteral
  | (K_YES | K_NO)                                                                         # yesNoLiteral
  | DATE                                                                                   # dateLiteral
  | INSTANT                                                                                # instantLiteral
  ;

quantity
  : SHORT_DURATION                                                                         # shortQuantity
  | INTEGER K_BUSINESS? unit                                                               # longQuantity
  ;

signedNumber : (PLUS | MINUS)? number ;
number : INTEGER | DECIMAL ;

// --- names: one token each, the tree builder looks at the token alone ------------------------------------------------
name : IDENTIFIER | BACKTICKED | CURRENCY | K_OPTIONAL | K_ROUNDED | unit | softWord ;
fieldName : IDENTIFIER | BACKTICKED | CURRENCY | unit | softWord ;

unit
  : K_MILLISECOND | K_MILLISECONDS | K_SECOND | K_SECONDS | K_MINUTE | K_MINUTES | K_HOUR | K_HOURS
  | K_DAY | K_DAYS | K_WEEK | K_WEEKS | K_MONTH | K_MONTHS | K_YEAR | K_YEARS
  ;

softWord
  : K_POLICY | K_USE | K_CHOICE | K_LEAD | K_EVENT | K_DEFINE | K_BANDS | K_SCORE | K_GRADE | K_MATRIX
  | K_TIME | K_ZONE | K_UNKNOWN | K_EVENTS | K_FIELDS | K_ANONYMOUS | K_SET | K_ASIDE
  | K_MONEY | K_FROM | K_TO | K_BY | K_FILLS
  | K_OWNED | K_BECAUSE | K_SINCE | K_MEANS | K_ANY
  | K_RANGE | K_LIMIT | K_RUNNING | K_TOGETHER | K_SHOWS | K_AT | K_MOST | K_POINTS | K_POINT
  | K_EACH | K_WITHOUT | K_WHILE | K_BEST | K_ONCE | K_PER | K_TIMES
  | K_FADES | K_HALF | K_EVERY | K_EVENLY | K_DROPS | K_HALVES | K_FULL | K_EXPIRES | K_AFTER | K_DOES | K_FADE
  | K_UNTIL | K_BELOW | K_ABOVE | K_LESS | K_MORE | K_THAN | K_LEAST | K_EXACTLY
  | K_KNOWN | K_MISSING | K_AGO | K_STARTS | K_ENDS | K_WITH | K_CONTAINS | K_MATCHES | K_HAS | K_WORD
  | K_ELSE | K_LIST | K_COUNT | K_LAST | K_FIRST | K_BUSINESS
  | K_FIXTURE | K_TEST | K_CASES | K_GIVEN | K_EXPECT | K_DECISION | K_BECOMES | K_ON
  | K_STEPS | K_STEP | K_START | K_UP | K_DOWN | K_HIDDEN | K_ARE | K_UNRATED
  | K_BECOMING | K_REACHING | K_EVER | K_RESET | K_IGNORE | K_SUSPEND | K_SCORING
  | K_SUM | K_GREATEST | K_AVERAGE | K_DISTINCT
  | K_TABLE | K_COLUMNS | K_ALL
  | K_LIFECYCLE | K_STAGE | K_FINAL | K_MAY | K_REST | K_REASONS | K_REASON | K_ENTERING | K_LEAVING | K_NOTIFY
  | K_ENTRIES
  | K_CALENDAR | K_CLOSED | K_BREAK | K_SLA | K_OWED | K_RESTART | K_MET | K_CANCEL | K_PAUSE | K_RESUME
  | K_WITHIN | K_END | K_NEXT | K_RETARGET | K_AFRESH | K_BREACH | K_BEFORE | K_NOTIFIED | K_NOTICE
  | K_PERSON | K_PEOPLE | K_TEAM | K_ROLE | K_QUEUE | K_ROUTE | K_MATCH | K_PREFER | K_AWAY
  | K_ACCOUNT | K_ACCOUNTS | K_EARLIEST | K_LATEST | K_UNIQUE
  | K_CLAIMED | K_CLAIMS | K_OFFERED | K_WATCHED | K_FOR | K_KEEP | K_CLEAR | K_REMEMBERED | K_REMEMBER
  | K_RENEWED | K_LOAD | K_COUNTS | K_BACK | K_COUNTED | K_ORDER | K_TURNS | K_TURN | K_RECENT
  | K_SMOOTH | K_WEIGHTED | K_LOWEST | K_POINTER | K_LOADED | K_FAIR | K_SHARE | K_WORK | K_COVER
  | K_WAIT | K_EXCLUDING | K_SPENT | K_CATCHING | K_ASSIGNMENT | K_EXPIRY | K_ASSIGN | K_AGAIN
  | K_REFUSED
  ;

// === lexer =========================================================================================================

// --- reserved words: never a name without backticks
K_AND: 'and'; K_OR: 'or'; K_NOT: 'not'; K_IS: 'is'; K_IN: 'in'; K_OF: 'of'; K_WHEN: 'when'; K_WHERE: 'where';
K_OTHERWISE: 'otherwise'; K_YES: 'yes'; K_NO: 'no';

// --- soft words: each must also stand in `softWord` (or `unit`, or `name`), which a unit test insists on
K_POLICY: 'policy'; K_USE: 'use'; K_CHOICE: 'choice'; K_LEAD: 'lead'; K_EVENT: 'event'; K_DEFINE: 'define';
K_BANDS: 'bands'; K_SCORE: 'score'; K_GRADE: 'grade'; K_MATRIX: 'matrix';
K_TIME: 'time'; K_ZONE: 'zone'; K_UNKNOWN: 'unknown'; K_EVENTS: 'events'; K_FIELDS: 'fields';
K_ANONYMOUS: 'anonymous'; K_SET: 'set'; K_ASIDE: 'aside';
K_MONEY: 'money'; K_OPTIONAL: 'optional'; K_ROUNDED: 'rounded'; K_FROM: 'from'; K_TO: 'to'; K_BY: 'by'; K_FILLS: 'fills';
K_OWNED: 'owned'; K_BECAUSE: 'because'; K_SINCE: 'since'; K_MEANS: 'means'; K_ANY: 'any';
K_RANGE: 'range'; K_LIMIT: 'limit'; K_RUNNING: 'running'; K_TOGETHER: 'together'; K_SHOWS: 'shows'; K_AT: 'at';
K_MOST: 'most'; K_POINTS: 'points'; K_POINT: 'point'; K_EACH: 'each'; K_WITHOUT: 'without'; K_WHILE: 'while';
K_BEST: 'best'; K_ONCE: 'once'; K_PER: 'per'; K_TIMES: 'times';
K_FADES: 'fades'; K_HALF: 'half'; K_EVERY: 'every'; K_EVENLY: 'evenly'; K_DROPS: 'drops'; K_HALVES: 'halves';
K_FULL: 'full'; K_EXPIRES: 'expires'; K_AFTER: 'after'; K_DOES: 'does'; K_FADE: 'fade';
K_UNTIL: 'until'; K_BELOW: 'below'; K_ABOVE: 'above'; K_LESS: 'less'; K_MORE: 'more'; K_THAN: 'than';
K_LEAST: 'least'; K_EXACTLY: 'exactly'; K_KNOWN: 'known'; K_MISSING: 'missing'; K_AGO: 'ago';
K_STARTS: 'starts'; K_ENDS: 'ends'; K_WITH: 'with'; K_CONTAINS: 'contains'; K_MATCHES: 'matches'; K_HAS: 'has';
K_WORD: 'word'; K_ELSE: 'else'; K_LIST: 'list'; K_COUNT: 'count'; K_LAST: 'last'; K_FIRST: 'first';
K_BUSINESS: 'business';
K_FIXTURE: 'fixture'; K_TEST: 'test'; K_CASES: 'cases'; K_GIVEN: 'given'; K_EXPECT: 'expect'; K_DECISION: 'decision';
K_BECOMES: 'becomes'; K_ON: 'on';
K_STEPS: 'steps'; K_STEP: 'step'; K_START: 'start'; K_UP: 'up'; K_DOWN: 'down'; K_HIDDEN: 'hidden'; K_ARE: 'are';
K_UNRATED: 'unrated';
K_BECOMING: 'becoming'; K_REACHING: 'reaching'; K_EVER: 'ever'; K_RESET: 'reset'; K_IGNORE: 'ignore';
K_SUSPEND: 'suspend'; K_SCORING: 'scoring'; K_SUM: 'sum'; K_GREATEST: 'greatest'; K_AVERAGE: 'average';
K_DISTINCT: 'distinct';
K_TABLE: 'table'; K_COLUMNS: 'columns'; K_ALL: 'all';
K_LIFECYCLE: 'lifecycle'; K_STAGE: 'stage'; K_FINAL: 'final'; K_MAY: 'may'; K_REST: 'rest'; K_REASONS: 'reasons';
K_REASON: 'reason'; K_ENTERING: 'entering'; K_LEAVING: 'leaving'; K_NOTIFY: 'notify'; K_ENTRIES: 'entries';
K_CALENDAR: 'calendar'; K_CLOSED: 'closed'; K_BREAK: 'break'; K_SLA: 'sla'; K_OWED: 'owed'; K_RESTART: 'restart';
K_MET: 'met'; K_CANCEL: 'cancel'; K_PAUSE: 'pause'; K_RESUME: 'resume'; K_WITHIN: 'within'; K_END: 'end';
K_NEXT: 'next'; K_RETARGET: 'retarget'; K_AFRESH: 'afresh'; K_BREACH: 'breach'; K_BEFORE: 'before';
K_PERSON: 'person'; K_PEOPLE: 'people'; K_TEAM: 'team'; K_ROLE: 'role'; K_QUEUE: 'queue'; K_ROUTE: 'route'; K_UNIQUE: 'unique';
K_ACCOUNT: 'account'; K_ACCOUNTS: 'accounts';
K_EARLIEST: 'earliest'; K_LATEST: 'latest'; K_MATCH: 'match'; K_PREFER: 'prefer'; K_AWAY: 'away'; K_CLAIMED: 'claimed'; K_CLAIMS: 'claims'; K_OFFERED: 'offered';
K_WATCHED: 'watched'; K_FOR: 'for'; K_KEEP: 'keep'; K_CLEAR: 'clear'; K_REMEMBERED: 'remembered'; K_REMEMBER: 'remember';
K_RENEWED: 'renewed'; K_LOAD: 'load'; K_COUNTS: 'counts'; K_BACK: 'back'; K_COUNTED: 'counted'; K_ORDER: 'order';
K_TURNS: 'turns'; K_TURN: 'turn'; K_RECENT: 'recent'; K_SMOOTH: 'smooth'; K_WEIGHTED: 'weighted'; K_LOWEST: 'lowest';
K_POINTER: 'pointer'; K_LOADED: 'loaded'; K_FAIR: 'fair'; K_SHARE: 'share'; K_WORK: 'work'; K_COVER: 'cover';
K_WAIT: 'wait'; K_EXCLUDING: 'excluding'; K_SPENT: 'spent'; K_CATCHING: 'catching'; K_ASSIGNMENT: 'assignment'; K_EXPIRY: 'expiry';
K_ASSIGN: 'assign'; K_AGAIN: 'again'; K_REFUSED: 'refused';
K_NOTIFIED: 'notified'; K_NOTICE: 'notice';
K_MILLISECOND: 'millisecond'; K_MILLISECONDS: 'milliseconds'; K_SECOND: 'second'; K_SECONDS: 'seconds';
K_MINUTE: 'minute'; K_MINUTES: 'minutes'; K_HOUR: 'hour'; K_HOURS: 'hours'; K_DAY: 'day'; K_DAYS: 'days';
K_WEEK: 'week'; K_WEEKS: 'weeks'; K_MONTH: 'month'; K_MONTHS: 'months'; K_YEAR: 'year'; K_YEARS: 'years';

// --- signs
LBRACE: '{'; RBRACE: '}'; LPAREN: '('; RPAREN: ')'; COMMA: ','; COLON: ':'; DOT: '.'; BAR: '|';
ARROW: '->'; EQUAL: '='; NOT_EQUAL: '!='; LESS_SIGN: '<'; AT_MOST: '<='; MORE_SIGN: '>'; AT_LEAST: '>=';
PLUS: '+'; MINUS: '-'; STAR: '*'; SLASH: '/';

// --- numbers, dates, durations: signs stand apart; the tree builder checks calendars and ranges
INTEGER: DIGITS;
DECIMAL: DIGITS '.' DIGITS;
PERCENT: DIGITS ('.' DIGITS)? '%';
SHORT_DURATION: DIGITS ('ms' | 's' | 'm' | 'h' | 'd' | 'w');
DATE: DAY;
CLOCK: [0-9] [0-9] ':' [0-9] [0-9] (':' [0-9] [0-9] ('.' [0-9]+)?)?;
INSTANT: DAY 'T' [0-9:.]+ ('Z' | [+\-] [0-9:]+)?;
BAD_NUMBER: [0-9] [0-9A-Za-z_]* ('.' [0-9] [0-9A-Za-z_]*)? '%'?;
fragment DIGITS: [0-9]+ ('_' [0-9]+)*;
fragment DAY: [0-9] [0-9] [0-9] [0-9] '-' [0-9] [0-9] '-' [0-9] [0-9];

// --- names and texts; the BAD ones are reported before parsing and parsed as what they were meant to be
CURRENCY: [A-Z] [A-Z] [A-Z];
IDENTIFIER: [A-Za-z_] [A-Za-z0-9_]*;
BACKTICKED: '`' ~[`\r\n]+ '`';
BAD_BACKTICKED: '``' | '`' ~[`\r\n]*;
TEXT: '"' TEXT_PIECE* '"';
BAD_TEXT: '"' TEXT_PIECE* '\\'?;
fragment TEXT_PIECE: '\\' ~[\r\n] | ~["\\\r\n];

// --- signs of other languages and characters of none
BAD_EQUAL: '=='; BAD_AND: '&&'; BAD_OR: '||'; BAD_NOT: '!'; BAD_END: ';';
BAD_WIDE: '\u007F'+;

COMMENT: '#' ~[\r\n]* -> skip;
BLANK: [ \t\r\n]+ -> skip;

BAD_CHARACTER: . ;    // last, so that it takes what nothing else takes
