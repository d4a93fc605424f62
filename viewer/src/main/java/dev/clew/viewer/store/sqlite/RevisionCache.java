// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps the answers that were asked for last, until something in the store changes. */
final class RevisionCache<K, V> {

  private record Kept<V>(long revision, V value) {}

  private final Map<K, Kept<V>> kept;

  RevisionCache(int size) {
    kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
            return size() > size;
          }
        };
  }

  /**
   * The answer to a question.
   *
   * @param revision changes with anything in the store that the answer depends on; as it is in the
   *     transaction in which the answer is read
   */
  V get(K question, long revision, Supplier<V> read) {
    synchronized (kept) {
      Kept<V> known = kept.get(question);
      if (known != null && known.revision() == revision) {
        return known.value();
      }
    }
    V value = read.get();
    synchronized (kept) {
      kept.put(question, new Kept<>(revision, value));
    }
    return value;
  }
}
