// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LimitedContentTest {
  private final LimitedContent rule =
      new LimitedContent(
          new RenderSettings(ContentPolicy.FULL, 100, 1_000_000, 64, 3, 5),
          new CleanLabels(),
          ForeignCalls.unwatched());

  @Test
  void tree_ofPlainValues_isUnchanged() {
    Map<String, Object> tree = new HashMap<>();
    tree.put("list", List.of("a", 1, 2L, 2.5, true));
    tree.put("null", null);

    assertThat(rule.tree(Map.of("x", 1))).isEqualTo(Map.of("x", 1));
    assertThat(
            new LimitedContent(
                    RenderSettings.defaults(), new CleanLabels(), ForeignCalls.unwatched())
                .tree(tree))
        .isEqualTo(tree);
    assertThat(rule.cuts()).isZero();
  }

  @Test
  void tree_ofOtherValues_becomesText() {
    assertThat(rule.tree(TimeUnit.DAYS)).isEqualTo("DAYS");
    assertThat(rule.tree(new AtomicInteger(7))).isEqualTo("7");
    assertThat(rule.tree(java.nio.CharBuffer.wrap("built"))).isEqualTo("built");
    assertThat(rule.tree(new int[] {1, 2})).isEqualTo(List.of(1, 2));
    assertThat(rule.tree(new String[] {"a", null})).asString().isEqualTo("[a, null]");
    assertThat(rule.tree(new byte[2_000])).isEqualTo("(2000 bytes)");
    assertThat(rule.tree(Map.of(1, 2))).isEqualTo(Map.of("1", 2));
  }

  @Test
  void tree_tooDeep_isCutOff() {
    Object tree = Map.of("a", Map.of("b", Map.of("c", Map.of("d", 1))));

    assertThat(rule.tree(tree))
        .isEqualTo(Map.of("a", Map.of("b", Map.of("c", "… [nested deeper than 3]"))));
    assertThat(rule.cuts()).isEqualTo(1);
  }

  @Test
  void tree_withTooManyEntries_saysHowManyAreLeftOut() {
    assertThat(rule.tree(List.of(1, 2, 3, 4, 5, 6, 7)))
        .isEqualTo(List.of(1, 2, 3, 4, 5, "… [2 more entries]"));
    assertThat(rule.tree(new int[100])).asString().endsWith("more entries]]");
  }

  @Test
  void tree_withCycles_isBoundedInAll() {
    List<Object> cyclic = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      cyclic.add(cyclic);
    }
    LimitedContent deep =
        new LimitedContent(
            new RenderSettings(ContentPolicy.FULL, 100, 100_000, 64, 64, 200),
            new CleanLabels(),
            ForeignCalls.unwatched());

    assertThat(String.valueOf(deep.tree(cyclic))).contains("more entries]").hasSizeLessThan(50_000);
  }

  @Test
  void tree_thatThrows_isMarkedAndItsNeighboursStay() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("lazily closed");
          }
        };
    List<Object> brokenList =
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            throw new java.util.ConcurrentModificationException();
          }

          @Override
          public int size() {
            return 3;
          }
        };

    assertThat(rule.tree(List.of(1, broken, 2)))
        .isEqualTo(List.of(1, "(not readable: java.lang.IllegalStateException)", 2));
    assertThat(rule.tree(List.of(brokenList)))
        .isEqualTo(List.of("(not readable: java.util.ConcurrentModificationException)"));
  }
}
