// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.kit.agent.RequestedTool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamedToolCallsTest {
  private final TextBudget budget = new TextBudget(1_000);
  private final StreamedToolCalls calls = new StreamedToolCalls(budget);

  @Test
  void pieces_areJoinedByIndex() {
    calls.add(1, "b", "fare", "{");
    calls.add(0, "a", "seat", null);
    calls.add(0, null, null, "{}");
    calls.add(1, "b", "fare", "}"); // some providers repeat id and name

    assertThat(calls.requested())
        .isEqualTo(
            List.of(new RequestedTool("a", "seat", "{}"), new RequestedTool("b", "fare", "{}")));
  }

  @Test
  void call_withoutId_isNotRequested() {
    calls.add(0, null, "seat", "{}");

    assertThat(calls.requested()).isEmpty();
  }

  @Test
  void freeText_isKeptAsSuch() {
    StreamedToolCalls.Call call = calls.at(0L);
    call.addFreeText("sql", "select 1", budget);

    List<String> texts = new ArrayList<>();
    calls.forEach(
        each -> texts.add(each.name() + " " + each.arguments() + " " + each.isFreeText()));
    assertThat(texts).containsExactly("sql select 1 true");
  }

  @Test
  void calls_beyondTheLimit_areDropped() {
    for (long i = 0; i < 300; i++) {
      calls.add(i, "id" + i, "t", "");
    }

    assertThat(calls.requested()).hasSize(256);
    assertThat(calls.at(300L)).isNull();
  }
}
