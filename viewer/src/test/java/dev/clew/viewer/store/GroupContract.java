// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import static dev.clew.viewer.Recording.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.Recording;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.Figures.Size;
import dev.clew.viewer.model.Figures.Sum;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every store answers when it is asked for figures. */
abstract class GroupContract extends TraceStoreFixture {

  private static final long HOUR = 3_600_000_000_000L;
  private static final long DAY = 24 * HOUR;

  private List<Groups.Group> groups(String field, String filter) {
    return store.groups(GroupQuery.of(field, selection(filter), 100)).groups();
  }

  private Groups.Group group(String field, String value, String filter) {
    return groups(field, filter).stream()
        .filter(group -> group.value().equals(value))
        .findFirst()
        .orElseThrow();
  }

  private static Selection between(long from, long to) {
    return new Selection(selection("").filter(), from, to, null);
  }

  @Test
  void model_hasItsCallsTokensAndCost() {
    writeThree();

    Figures model = group("model", "gpt-4.1", "").figures();

    assertThat(model.get(Sum.TRACES)).isEqualTo(1);
    assertThat(model.get(Sum.CALLS)).isEqualTo(1);
    assertThat(model.tokens().input()).isEqualTo(1000);
    assertThat(model.tokens().output()).isEqualTo(50);
    assertThat(model.cost().total()).isEqualTo(0.01);
    assertThat(model.get(Size.DURATION).percentile(0.5)).isBetween(880_000_000L, 900_000_000L);
  }

  @Test
  void tool_countsFailures() {
    writeThree();

    Figures tool = group("tool", "payOut", "").figures();

    assertThat(tool.get(Sum.CALLS)).isEqualTo(1);
    assertThat(tool.get(Sum.ERRORS)).isEqualTo(1);
    assertThat(tool.get(Size.ARGUMENTS).percentile(1)).isEqualTo(22);
  }

  @Test
  void agent_hasTheCostOfItsOwnModelCalls() {
    writeThree();

    assertThat(group("agent", "desk", "").figures().cost().total()).isEqualTo(0.01);
    assertThat(group("agent", "refunds", "").figures().cost().total()).isZero();
  }

  @Test
  void errorThatPassesThroughAnAgent_isOneError() {
    writeThree();

    List<Groups.Group> errors = groups("fingerprint", "");

    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).value()).endsWith("RefundException: card expired · payOut");
    assertThat(errors.get(0).figures().get(Sum.CALLS)).isEqualTo(1);
    assertThat(errors.get(0).first()).isEqualTo(START + 2 * 60_000_000_000L);
    assertThat(ids("fingerprint:" + errors.get(0).value().substring(0, 8))).hasSize(1);
  }

  @Test
  void errorThatEndedARun_isToldFromOneThatTheRunHandled() {
    Recording recording = new Recording(4);
    Consumer<ObjectNode> limited = r -> Recording.fail(r, "x.RateLimitException", "429: wait");
    String root = recording.span(null, "agent", "desk", 0, 900, limited);
    String inner = recording.span(root, "agent", "refunds", 10, 890, limited);
    recording.tool(
        inner, "payOut", 20, 30, "{}", r -> Recording.fail(r, "x.CardException", "expired"));
    recording.generation(inner, "gpt-4.1", 40, 880, limited);
    write(recording);

    List<Groups.Group> ended = groups("ended", "");

    assertThat(groups("fingerprint", "")).hasSize(2);
    assertThat(ended).hasSize(1);
    assertThat(groups("fingerprint", ""))
        .extracting(Groups.Group::value)
        .anyMatch(
            value ->
                value.startsWith(ended.get(0).value()) && value.contains("RateLimitException"));
    assertThat(ended.get(0).figures().get(Sum.TRACES)).isEqualTo(1);
    assertThat(ids("ended:" + ended.get(0).value())).hasSize(1);
  }

  @Test
  void groups_areThoseOfTheSelectedTraces() {
    writeThree();

    assertThat(groups("tool", "status:running"))
        .extracting(Groups.Group::value)
        .containsExactly("hotelSearch");
    assertThat(groups("tool", "name:refunds"))
        .extracting(Groups.Group::value)
        .containsExactly("payOut");
    assertThat(groups("group", "-status:error"))
        .extracting(Groups.Group::value)
        .containsExactly("conversation-1");
  }

  @Test
  void groups_areThoseOfTheTime() {
    writeThree();
    long minute = 60_000_000_000L;

    Groups groups =
        store.groups(GroupQuery.of("model", between(START + 2 * minute, START + 4 * minute), 10));

    assertThat(groups.groups()).extracting(Groups.Group::value).containsExactly("gpt-4o");
    assertThat(groups.oneIn()).isEqualTo(1);
  }

  @Test
  void limit_keepsTheMostFrequent_andSaysThatThereAreMore() {
    writeThree();

    Groups groups = store.groups(GroupQuery.of("agent", Selection.ALL, 2));

    assertThat(groups.groups()).hasSize(2);
    assertThat(groups.more()).isTrue();
  }

  @Test
  void values_restrictTheGroups() {
    writeThree();

    for (String filter : List.of("", "spans>0")) {
      assertThat(
              store
                  .groups(
                      GroupQuery.of("group", selection(filter), 10).only(Set.of("conversation-2")))
                  .groups())
          .extracting(Groups.Group::value)
          .containsExactly("conversation-2");
    }
  }

  @Test
  void figuresOfDays_areTheSumOfTheirTraces_howeverTheTimeIsCut() {
    for (long i = 0; i < 60; i++) {
      Recording recording = new Recording((int) i, START + i * 3 * HOUR + i * 60_000_000_000L);
      recording.generation(
          null, "gpt-4o", 0, 10 * (i + 1), record -> Recording.usage(record, i(record), 1, 0.001));
      write(recording);
    }
    for (long[] cut :
        new long[][] {
          {START, START + 8 * DAY},
          {START + HOUR, START + 50 * HOUR},
          {START + 7 * HOUR, START + 8 * HOUR}
        }) {
      Figures fast =
          store.groups(GroupQuery.of("model", between(cut[0], cut[1]), 5)).groups().stream()
              .map(Groups.Group::figures)
              .findFirst()
              .orElseGet(Figures::new);
      long expected =
          store.count(new Selection(selection("spans>0").filter(), cut[0], cut[1], null));
      assertThat(fast.get(Sum.TRACES)).isEqualTo(expected);
      assertThat(fast.get(Size.DURATION).count()).isEqualTo(expected);
    }
  }

  private static long i(Object record) {
    return record.hashCode() & 7;
  }

  @Test
  void series_hasTheTracesOfEachInterval() {
    for (int i = 0; i < 10; i++) {
      Recording recording = new Recording(i, START / DAY * DAY + i * HOUR);
      recording.tool(null, "payOut", 0, 5, "{}");
      write(recording);
    }
    for (String filter : List.of("", "spans>0")) {
      Groups.Group all =
          store.groups(GroupQuery.of("all", selection(filter), 1).every(3 * HOUR)).groups().get(0);

      assertThat(all.series().keySet())
          .containsExactly(
              START / DAY * DAY,
              START / DAY * DAY + 3 * HOUR,
              START / DAY * DAY + 6 * HOUR,
              START / DAY * DAY + 9 * HOUR);
      assertThat(all.series().values())
          .extracting(figures -> figures.get(Sum.CALLS))
          .containsExactly(3L, 3L, 3L, 1L);
    }
  }

  @Test
  void deletedTrace_isTakenOut() {
    List<Recording> three = writeThree();

    store.deleteTrace(three.get(1).traceId());

    assertThat(groups("fingerprint", "")).isEmpty();
    assertThat(group("all", "", "").figures().get(Sum.CALLS)).isEqualTo(2);
    assertThat(groups("agent", "")).extracting(Groups.Group::value).doesNotContain("refunds");
  }

  @Test
  void traceThatGoesOn_isCountedOnce() {
    Recording running = new Recording(1);
    String open = running.agent(null, "planner", 0, -1);
    write(running);
    running.generation(open, "gpt-4o", 10, 500, record -> Recording.usage(record, 10, 5, 0.5));
    write(running);
    write(running);

    assertThat(group("all", "", "").figures().get(Sum.CALLS)).isEqualTo(1);
    assertThat(group("model", "gpt-4o", "").figures().cost().total()).isEqualTo(0.5);
    assertThat(group("agent", "planner", "").figures().cost().total()).isEqualTo(0.5);
  }

  @Test
  void offeredTool_thatIsNeverCalled_isKnown() {
    Recording recording = new Recording(1);
    recording.generation(
        null,
        "gpt-4o",
        0,
        10,
        record -> Recording.extra(record).putArray("tools").addObject().put("name", "cancelOrder"));
    write(recording);

    assertThat(group("offered", "cancelOrder", "").figures().get(Sum.CALLS)).isEqualTo(1);
    assertThat(groups("tool", "")).isEmpty();
  }

  @Test
  void handoffsAndCallsOfAgents_areEdges() {
    Recording recording = new Recording(1);
    String desk = recording.agent(null, "desk", 0, 100);
    String research = recording.agent(desk, "research", 10, 50);
    recording.generation(research, "gpt-4o", 11, 40, record -> Recording.usage(record, 1, 1, 0.25));
    recording.span(
        desk,
        "handoff",
        "handoff",
        60,
        60,
        record -> Recording.data(record).put("from_agent", "desk").put("to_agent", "billing"));
    write(recording);

    assertThat(groups("edge", ""))
        .extracting(Groups.Group::value)
        .containsExactlyInAnyOrder("desk ⇢ research", "desk → billing");
    assertThat(group("edge", "desk ⇢ research", "").figures().cost().total()).isEqualTo(0.25);
  }
}
