// SPDX-License-Identifier: Apache-2.0
package app;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.common.base.Splitter;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Lists;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Ordering;
import com.google.common.collect.Sets;
import com.google.common.collect.TreeRangeMap;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import com.google.common.graph.MutableGraph;
import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import com.google.common.hash.Hashing;
import com.google.common.math.BigIntegerMath;
import com.google.common.math.LongMath;
import com.google.common.primitives.Doubles;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.text.Regex;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.flow.FlowKt;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.builder.EqualsBuilder;
import org.apache.commons.lang3.builder.HashCodeBuilder;
import org.apache.commons.lang3.builder.ToStringBuilder;
import org.apache.commons.lang3.builder.ToStringStyle;
import org.apache.commons.lang3.math.Fraction;
import org.apache.commons.lang3.math.NumberUtils;

/** Uses libraries in deterministic ways and prints the results. */
public final class Workloads {
  private Workloads() {}

  public static void main(String[] arguments) throws Exception {
    jackson();
    guava();
    commonsLang();
    database();
    coroutines();
    streams();
  }

  private interface Work {
    Object run() throws Exception;
  }

  /** Prints the result, or the exception with its causes. */
  private static void show(String name, Work work) {
    String shown;
    try {
      shown = String.valueOf(work.run());
    } catch (Throwable thrown) {
      StringBuilder chain = new StringBuilder();
      for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
        chain.append(cause).append(" | ");
      }
      shown = chain.toString();
    }
    System.out.println(name + ": " + shown);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(value = Box.class, name = "box")
  })
  public interface Shape {}

  public record Circle(double radius, List<String> tags) implements Shape {}

  public record Box(int width, long height, Map<String, Shape> inside) implements Shape {}

  private static void jackson() {
    ObjectMapper mapper =
        new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    Shape shape =
        new Box(3, 1L << 40, new TreeMap<>(Map.of("a", new Circle(1.5, List.of("x", "ü")))));
    show("jackson write", () -> mapper.writeValueAsString(shape));
    show("jackson read", () -> mapper.readValue(mapper.writeValueAsString(shape), Shape.class));
    show("jackson bytes", () -> mapper.readTree(mapper.writeValueAsBytes(shape)).toPrettyString());
    show("jackson cut", () -> mapper.readValue("{\"kind\":\"box\",\"width\":", Shape.class));
    show("jackson unknown", () -> mapper.readValue("{\"kind\":\"cone\"}", Shape.class));
    show("jackson numbers", () -> mapper.readTree("[1,2.5,1e400,123456789012345678901234]"));
    show("jackson deep", () -> depth(mapper));
  }

  private static int depth(ObjectMapper mapper) throws JsonProcessingException {
    JsonNode node = mapper.readTree("[".repeat(500) + "]".repeat(500));
    int depth = 0;
    for (; node != null; node = node.get(0)) {
      depth++;
    }
    return depth;
  }

  private static void guava() {
    LoadingCache<String, Integer> cache =
        CacheBuilder.newBuilder()
            .maximumSize(2)
            .concurrencyLevel(1)
            .recordStats()
            .build(
                new CacheLoader<>() {
                  @Override
                  public Integer load(String key) {
                    return key.length() * 100 / key.indexOf('a');
                  }
                });
    show("guava cache", () -> cache.get("banana") + cache.get("papaya") + cache.get("mango"));
    show("guava failing load", () -> cache.get("apple"));
    show("guava stats", () -> cache.stats().missCount() + " " + cache.stats().evictionCount());
    show("guava multimap", () -> Multimaps.index(List.of("a", "bb", "cc", "d"), String::length));
    show("guava inverse", () -> ImmutableListMultimap.of("a", 1, "b", 1, "c", 2).inverse());
    show("guava sorted", () -> ImmutableSortedMap.of("c", 3, "a", 1, "b", 2).headMap("c"));
    show("guava duplicate", () -> ImmutableSortedMap.of("a", 1, "a", 2));
    show("guava power set", () -> Sets.powerSet(Sets.newTreeSet(List.of(1, 2, 3))).size());
    show("guava permutations", () -> Lists.cartesianProduct(List.of(1, 2), List.of(3, 4)));
    show("guava ordering", () -> Ordering.natural().nullsFirst().reverse().sortedCopy(nulls()));
    show("guava split", () -> Splitter.on(',').trimResults().omitEmptyStrings().split(" a,, b "));
    show("guava sha", () -> Hashing.sha256().hashString("clew", StandardCharsets.UTF_8));
    show("guava murmur", () -> Hashing.murmur3_128(7).hashLong(42));
    show("guava bloom", Workloads::bloom);
    show("guava graph", Workloads::reachable);
    show("guava table", Workloads::table);
    show("guava math", () -> LongMath.binomial(60, 30) + " " + LongMath.checkedPow(3, 39));
    show("guava overflow", () -> LongMath.checkedPow(3, 41));
    show("guava sqrt", () -> BigIntegerMath.sqrt(BigIntegerMath.factorial(40), RoundingMode.DOWN));
    show("guava doubles", () -> Doubles.max(1.5, Double.NEGATIVE_INFINITY, 2.5));
  }

  private static List<Integer> nulls() {
    List<Integer> list = new ArrayList<>(List.of(3, 1, 2));
    list.add(null);
    return list;
  }

  private static boolean bloom() {
    BloomFilter<Integer> filter = BloomFilter.create(Funnels.integerFunnel(), 1000, 0.01);
    for (int i = 0; i < 1000; i++) {
      filter.put(i);
    }
    return filter.mightContain(500) && filter.approximateElementCount() > 900;
  }

  private static Object reachable() {
    MutableGraph<Integer> graph = GraphBuilder.directed().build();
    for (int i = 1; i < 20; i++) {
      graph.putEdge(i, i * 7 % 20);
    }
    return Sets.newTreeSet(Graphs.reachableNodes(graph, 3)) + " " + Graphs.hasCycle(graph);
  }

  private static Object table() {
    HashBasedTable<String, Integer, Character> table = HashBasedTable.create();
    table.put("x", 1, 'c');
    table.put("x", 2, 'd');
    TreeRangeMap<Integer, String> ranges = TreeRangeMap.create();
    ranges.put(com.google.common.collect.Range.closedOpen(1, 10), "low");
    ranges.put(com.google.common.collect.Range.closed(5, 6), "middle");
    return table + " " + ranges;
  }

  private static void commonsLang() {
    show("lang center", () -> StringUtils.center("clew", 11, "*-"));
    show("lang distance", () -> StringUtils.getLevenshteinDistance("kitten", "sitting"));
    show("lang between", () -> StringUtils.substringsBetween("[a][b][c]", "[", "]").length);
    show("lang array", () -> ArrayUtils.toString(ArrayUtils.addAll(new int[] {1}, 2, 3)));
    show("lang out of range", () -> ArrayUtils.remove(new long[] {1}, 4));
    show("lang number", () -> NumberUtils.createNumber("0x7FFFFFFFFF") + " " + number("1e5000"));
    show("lang no number", () -> NumberUtils.createNumber("--1"));
    show("lang fraction", () -> Fraction.getFraction("3 7/8").multiplyBy(Fraction.ONE_THIRD));
    show("lang builders", Workloads::built);
  }

  private static Object number(String text) {
    return NumberUtils.createNumber(text).getClass();
  }

  private static Object built() {
    Point one = new Point(1, 2.5f, 'c', new byte[] {1, 2});
    Point other = new Point(1, 2.5f, 'c', new byte[] {1, 2});
    return ToStringBuilder.reflectionToString(one, ToStringStyle.SHORT_PREFIX_STYLE)
        + EqualsBuilder.reflectionEquals(one, other)
        + HashCodeBuilder.reflectionHashCode(17, 37, one);
  }

  static final class Point {
    final short x;
    final float y;
    final char c;
    final byte[] bytes;

    Point(int x, float y, char c, byte[] bytes) {
      this.x = (short) x;
      this.y = y;
      this.c = c;
      this.bytes = bytes;
    }
  }

  private static void database() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:clew", "sa", "")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table span(id bigint primary key, parent bigint, name varchar(20) not null,"
                + " cost decimal(10, 4), at timestamp, body clob)");
        statement.execute("create index by_parent on span(parent)");
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into span values(?, ?, ?, ?, timestamp '2026-01-01 00:00:00', ?)")) {
        for (int i = 1; i <= 500; i++) {
          insert.setLong(1, i);
          insert.setLong(2, i / 2);
          insert.setString(3, "span " + i % 7);
          insert.setBigDecimal(4, new java.math.BigDecimal(i).movePointLeft(3));
          insert.setString(5, "x".repeat(i));
          insert.addBatch();
        }
        show("h2 batch", () -> insert.executeBatch().length);
      }
      query(connection, "select name, count(*), sum(cost), max(length(body)) from span group by 1");
      query(
          connection,
          "with recursive up(id, parent) as (select id, parent from span where id = 487 union all"
              + " select s.id, s.parent from span s join up on s.id = up.parent) select id from up");
      query(
          connection,
          "select id, sum(cost) over (partition by name order by id) from span where id < 20");
      query(connection, "select json_object('a': 1), upper('ß'), 7 / 2.0, x'CAFE'");
      query(connection, "select nothing from span");
      show("h2 duplicate", () -> update(connection, "insert into span(id, name) values(1, 'x')"));
      show("h2 null", () -> update(connection, "insert into span(id, name) values(999, null)"));
      show("h2 delete", () -> update(connection, "delete from span where mod(id, 3) = 0"));
    }
  }

  private static int update(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static void query(Connection connection, String sql) {
    show(
        "h2 " + sql,
        () -> {
          List<String> rows = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
              StringBuilder row = new StringBuilder();
              for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                row.append(found.getString(i)).append(' ');
              }
              rows.add(row.toString());
            }
          }
          rows.sort(null);
          return rows;
        });
  }

  private static void coroutines() {
    show("kotlin regex", () -> new Regex("(\\w)(\\d+)").replace("a1 b22 c", "$2$1"));
    show("kotlin sequence", Workloads::fibonacci);
    show(
        "coroutines flow",
        () ->
            BuildersKt.runBlocking(
                EmptyCoroutineContext.INSTANCE,
                (scope, next) ->
                    FlowKt.toList(
                        FlowKt.take(FlowKt.drop(FlowKt.flowOf(1, 2, 3, 4, 5), 1), 3),
                        new ArrayList<>(),
                        next)));
    show("coroutines async", Workloads::awaited);
    show(
        "coroutines delay",
        () ->
            BuildersKt.runBlocking(
                EmptyCoroutineContext.INSTANCE, (scope, next) -> DelayKt.delay(5, next)));
    show(
        "coroutines failure",
        () ->
            BuildersKt.runBlocking(
                EmptyCoroutineContext.INSTANCE,
                (scope, next) -> {
                  throw new IllegalStateException("broken");
                }));
  }

  private static Object fibonacci() {
    return kotlin.sequences.SequencesKt.toList(
        kotlin.sequences.SequencesKt.take(
            kotlin.sequences.SequencesKt.filter(
                kotlin.sequences.SequencesKt.generateSequence(1, n -> n * 3 % 1009),
                n -> n % 2 == 0),
            10));
  }

  private static Object awaited() throws InterruptedException {
    return BuildersKt.runBlocking(
        EmptyCoroutineContext.INSTANCE,
        (scope, next) -> {
          Deferred<String> later =
              BuildersKt.async(
                  scope,
                  EmptyCoroutineContext.INSTANCE,
                  CoroutineStart.DEFAULT,
                  (inner, then) -> "from async");
          return later.await(next);
        });
  }

  private static void streams() {
    show(
        "rx flat map",
        () ->
            Flowable.range(1, 50)
                .flatMap(n -> Flowable.just(n, n * n).filter(square -> square % 2 == 1))
                .buffer(7)
                .toList()
                .blockingGet());
    show(
        "rx zip",
        () ->
            Observable.zip(Observable.just("a", "b", "c"), Observable.range(1, 9), (s, n) -> s + n)
                .scan(String::concat)
                .blockingLast());
    show(
        "rx retry",
        () -> {
          int[] tries = {0};
          return Single.fromCallable(
                  () -> {
                    if (tries[0]++ < 3) {
                      throw new IllegalStateException("try " + tries[0]);
                    }
                    return "after " + tries[0];
                  })
              .retry(5)
              .blockingGet();
        });
    show("rx error", () -> Flowable.just(1, 0).map(n -> 1 / n).toList().blockingGet());
    show(
        "rx group",
        () ->
            Flowable.range(0, 30)
                .groupBy(n -> n % 3)
                .concatMapEager(group -> group.reduce(0, Integer::sum).toFlowable())
                .toList()
                .blockingGet());
  }
}
