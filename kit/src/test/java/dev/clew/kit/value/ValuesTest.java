// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ValuesTest {
  record Fare(String to, int euros) {}

  @Test
  void tree_ofWhatJsonKnows_isTheSame() {
    assertThat(Values.tree(Arrays.asList("a", 1, 2.5, true, null)))
        .isEqualTo(Arrays.asList("a", 1, 2.5, true, null));
  }

  @Test
  void tree_ofOtherValues_isText() {
    Map<String, Object> values =
        Map.of(
            "enum",
            TimeUnit.DAYS,
            "record",
            new Fare("Rome", 90),
            "optional",
            Optional.of("x"),
            "bytes",
            new byte[3]);

    assertThat(Values.trees(values))
        .isEqualTo(
            Map.of(
                "enum", "DAYS",
                "record", "Fare[to=Rome, euros=90]",
                "optional", "x",
                "bytes", "byte[3]"));
  }

  @Test
  void tree_ofValueThatCannotDescribeItself_namesItsClass() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("not now");
          }
        };

    assertThat(Values.tree(broken))
        .isEqualTo(broken.getClass().getName() + " (its toString failed)");
  }

  @Test
  void snapshot_ofCollection_doesNotChangeWithIt() {
    List<String> list = new ArrayList<>(List.of("a"));
    Object snapshot = Values.snapshot((Object) list);

    list.add("b");

    assertThat(snapshot).isEqualTo(List.of("a"));
  }

  @Test
  void snapshot_ofLongCollection_tellsHowManyAreMissing() {
    Object snapshot = Values.snapshot((Object) Collections.nCopies(103, "x"));

    List<Object> expected = new ArrayList<>(Collections.nCopies(100, "x"));
    expected.add("… 3 more");
    assertThat(snapshot).isEqualTo(expected);
  }

  @Test
  void snapshot_ofCollectionThatChangesMeanwhile_doesNotFail() {
    List<Integer> underneath = new ArrayList<>(List.of(1, 2, 3));
    List<Integer> view = underneath.subList(0, 2);
    underneath.add(4);

    assertThat(Values.snapshot((Object) view)).isEqualTo("SubList (changed while being copied)");
  }

  @Test
  void snapshot_ofForeignCollection_doesNotIterateIt() {
    List<String> lazy =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            throw new AssertionError("iterated");
          }

          @Override
          public int size() {
            throw new AssertionError("iterated");
          }
        };

    assertThat(Values.snapshot((Object) lazy) == lazy).isTrue();
  }

  @Test
  void tree_ofListThatContainsItself_ends() {
    List<Object> list = new ArrayList<>();
    list.add(list);

    assertThat(Values.tree(list))
        .isEqualTo(List.of(List.of(List.of(List.of("[(this Collection)]")))));
  }

  /** Records every call except toString, which the export thread may call. */
  private static final class Key {
    private boolean said;

    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public String toString() {
      said = true;
      return "key";
    }
  }

  @Test
  void snapshot_asksKeysNothing_andTheTreeShowsTheirText() {
    Key key = new Key();
    Object copy = Values.snapshot((Object) new HashMap<>(Map.of(key, 1)));

    assertThat(key.said).isFalse();
    assertThat(Values.tree(copy)).isEqualTo(Map.of("key", 1));
  }

  @Test
  void memoryId_isAPlainValueOfTheJdk() {
    UUID uuid = UUID.randomUUID();

    assertThat(Values.key("a")).isEqualTo("a");
    assertThat(Values.key(7L)).isEqualTo("7");
    assertThat(Values.key(uuid)).isEqualTo(uuid.toString());
    assertThat(Values.key(Thread.State.NEW)).isEqualTo("NEW");
    assertThat(Values.key(new Fare("Rome", 90))).isNull();
    assertThat(Values.key(List.of("a"))).isNull();
  }
}
