// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.Part;
import dev.clew.viewer.model.SpanRow;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceTreeTest {

  private final Recording recording = new Recording(1);

  private TraceTree tree() {
    return new TraceTree(recording.spans());
  }

  @Test
  void order_isThatOfTheTree_siblingsByStart() {
    String root = recording.agent(null, "root", 0, 100);
    String late = recording.agent(root, "late", 50, 90);
    recording.tool(late, "leaf", 60, 70, "{}");
    recording.agent(root, "early", 10, 20);

    assertThat(tree().order())
        .extracting(SpanRow::name)
        .containsExactly("root", "early", "late", "leaf");
  }

  @Test
  void spanWithoutItsParent_isARoot() {
    recording.tool("00000000000000aa", "orphan", 0, 1, "{}");

    assertThat(tree().roots()).hasSize(1);
  }

  @Test
  void ringOfParents_losesNothing_andEnds() {
    recording.agent(recording.spanId(2), "one", 0, 1);
    recording.agent(recording.spanId(1), "other", 0, 1);

    assertThat(tree().order()).hasSize(2);
    assertThat(tree().agent(tree().order().get(0))).isNotNull();
  }

  @Test
  void tenThousandLevels_overflowNoStack() {
    String parent = null;
    for (int i = 0; i < 10_000; i++) {
      parent = recording.agent(parent, "level", i, 20_000 - i);
    }
    TraceTree tree = tree();

    assertThat(tree.depth(tree.order().get(9_999))).isEqualTo(9_999);
    assertThat(CriticalPath.of(tree)).isNotEmpty();
    assertThat(AgentPath.of(tree)).hasSize(1);
  }

  @Test
  void criticalPath_goesBackFromTheEnd_byTheChildThatEndedLast() {
    String root = recording.agent(null, "root", 0, 100);
    recording.tool(root, "short", 10, 40, "{}");
    recording.tool(root, "long", 10, 60, "{}");
    recording.tool(root, "last", 70, 95, "{}");

    assertThat(CriticalPath.of(tree()))
        .extracting(
            segment ->
                segment.span().name()
                    + " "
                    + (segment.start() - tree().start()) / 1_000_000
                    + "-"
                    + (segment.end() - tree().start()) / 1_000_000)
        .containsExactly("root 0-10", "long 10-60", "root 60-70", "last 70-95", "root 95-100");
  }

  @Test
  void timeSplit_givesModelsPrecedence_andAddsUp() {
    String root = recording.agent(null, "root", 0, 100);
    recording.generation(root, "m", 10, 50);
    recording.tool(root, "t", 40, 70, "{}");

    TimeSplit split = tree().timeSplit();

    assertThat(split).isEqualTo(new TimeSplit(0, 40_000_000, 20_000_000, 0, 40_000_000));
  }

  @Test
  void timeSplit_countsAGuardrailAsOwnCode() {
    String root = recording.agent(null, "root", 0, 100);
    recording.span(root, "guardrail", "polite", 10, 50, r -> {});

    assertThat(tree().timeSplit()).isEqualTo(new TimeSplit(0, 0, 0, 0, 100_000_000));
  }

  @Test
  void timeSplit_doesNotTakeAPauseForOwnCode() {
    recording.agent(null, "first", 0, 10);
    recording.agent(null, "second", 90, 100);

    assertThat(tree().timeSplit()).isEqualTo(new TimeSplit(0, 0, 0, 0, 20_000_000));
  }

  @Test
  void askedBy_joinsAToolWithTheCallThatWantedIt() {
    String root = recording.agent(null, "root", 0, 100);
    recording.generation(
        root,
        "m",
        0,
        10,
        r ->
            Recording.data(r)
                .putArray("output")
                .addObject()
                .put("role", "assistant")
                .putArray("tool_calls")
                .addObject()
                .put("id", "c1")
                .putObject("function")
                .put("name", "t"));
    recording.tool(root, "t", 20, 30, "{}", r -> Recording.extra(r).put("tool_call_id", "c1"));
    recording.generation(root, "m", 40, 50);
    TraceTree tree = tree();
    SpanRow call = tree.order().get(1);
    SpanRow tool = tree.order().get(2);

    assertThat(tree.askedBy(tool)).isEqualTo(call);
    assertThat(tree.runOf(call, "c1")).isEqualTo(tool);
    assertThat(tree.nextCall(tool)).isEqualTo(tree.order().get(3));
    assertThat(tree.previousCall(tree.order().get(3))).isEqualTo(call);
  }

  private static Message message(String role, String text) {
    return new Message(role, null, List.of(new Part.Text(text)), null);
  }

  @Test
  void contextDiff_tellsWhatIsNewAndWhatIsGone() {
    List<Message> before =
        List.of(message("system", "s"), message("user", "a"), message("user", "b"));
    List<Message> answer = List.of(message("assistant", "c"));

    ContextDiff grown =
        ContextDiff.of(
            before,
            answer,
            List.of(
                before.get(0), before.get(1), before.get(2), answer.get(0), message("user", "d")));
    ContextDiff trimmed =
        ContextDiff.of(before, answer, List.of(before.get(0), before.get(2), message("user", "e")));

    assertThat(grown.repeated()).isEqualTo(4);
    assertThat(grown.added()).extracting(ContextDiff.Entry::index).containsExactly(4);
    assertThat(grown.removed()).isEmpty();
    assertThat(trimmed.repeated()).isEqualTo(1);
    assertThat(trimmed.added()).extracting(ContextDiff.Entry::index).containsExactly(2);
    assertThat(trimmed.removed()).extracting(ContextDiff.Entry::index).containsExactly(1);
  }
}
