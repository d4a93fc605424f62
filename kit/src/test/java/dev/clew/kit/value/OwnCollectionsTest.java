// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.LibraryClasses;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application's collections, and the JDK's views of them, are not iterated. */
class OwnCollectionsTest {
  @BeforeAll
  static void open() {
    LibraryClasses.openCollections(ByteBuddyAgent.install()); // as the weaver does
  }

  static Stream<Collection<?>> ownBehindViews() {
    List<Object> list = new OwnList();
    Map<Object, Object> map = new OwnMap();
    return Stream.of(
        list,
        list.subList(0, 0),
        Collections.unmodifiableList(list),
        Collections.unmodifiableCollection(Collections.unmodifiableList(list)),
        Collections.synchronizedList(list),
        Collections.checkedList(list, Object.class),
        map.keySet(),
        map.values(),
        new OwnHashMap().keySet());
  }

  static Stream<Collection<?>> ofJdk() {
    List<Integer> list = new ArrayList<>(List.of(1, 2));
    Map<Integer, Integer> map = new HashMap<>(Map.of(1, 2));
    return Stream.of(
        list,
        list.subList(0, 1),
        List.of(1),
        Arrays.asList(1, 2),
        Collections.nCopies(2, 1),
        Collections.unmodifiableList(list),
        Collections.unmodifiableList(List.of(1)),
        Collections.synchronizedList(list),
        new HashSet<>(list),
        new TreeSet<>(list),
        setFromMap(),
        ConcurrentHashMap.newKeySet(),
        new CopyOnWriteArrayList<>(list),
        new CopyOnWriteArraySet<>(list),
        map.keySet(),
        map.values(),
        Collections.unmodifiableMap(map).values(),
        new LinkedHashMap<>(map).keySet(),
        new TreeMap<>(map).headMap(1, true).keySet(),
        Set.of(1));
  }

  private static Set<Integer> setFromMap() {
    Set<Integer> set = Collections.newSetFromMap(new ConcurrentHashMap<>());
    set.add(1);
    return set;
  }

  @ParameterizedTest
  @MethodSource("ownBehindViews")
  void own_isNotCalled(Collection<?> own) {
    assertThat(Values.size(own)).isNull();
    assertThat(Values.snapshot(own)).isSameAs(own);
  }

  @ParameterizedTest
  @MethodSource("ofJdk")
  void ofJdk_isShown(Collection<?> collection) {
    assertThat(Values.size(collection)).isEqualTo(collection.size());
    assertThat(Values.tree(collection)).isEqualTo(new ArrayList<>(collection));
  }

  @Test
  void ownMapBehindViews_isNotCalled() {
    Object view = Collections.unmodifiableMap(Collections.synchronizedMap(new OwnMap()));

    assertThat(Values.snapshot(view)).isSameAs(view);
    assertThat(JsonWriter.write(view)).isEqualTo("\"own\"");
  }

  @Test
  void ownNumberAndEntry_areWhatTheySayOfThemselves() {
    assertThat(JsonWriter.write(List.of(new OwnNumber()))).isEqualTo("[\"own\"]");
    assertThat(Values.tree(new OwnNumber())).isEqualTo("own");
  }

  private static AssertionError asked() {
    return new AssertionError("asked");
  }

  private static final class OwnList extends AbstractList<Object> {
    private boolean made; // a view calls size() when it is created

    @Override
    public Object get(int index) {
      throw asked();
    }

    @Override
    public int size() {
      if (made) {
        throw asked();
      }
      made = true;
      return 0;
    }

    @Override
    public String toString() {
      return "own";
    }
  }

  private static final class OwnMap extends AbstractMap<Object, Object> {
    @Override
    public Set<Entry<Object, Object>> entrySet() {
      throw asked();
    }

    @Override
    public String toString() {
      return "own";
    }
  }

  private static final class OwnHashMap extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }

  private static final class OwnNumber extends Number {
    private static final long serialVersionUID = 1;

    @Override
    public int intValue() {
      throw asked();
    }

    @Override
    public long longValue() {
      throw asked();
    }

    @Override
    public float floatValue() {
      throw asked();
    }

    @Override
    public double doubleValue() {
      throw asked();
    }

    @Override
    public String toString() {
      return "own";
    }
  }
}
