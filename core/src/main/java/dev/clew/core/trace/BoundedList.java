// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A short list that threads append to without a lock, up to a limit.
 *
 * @param <T> the type of the elements
 */
final class BoundedList<T> {
  @SuppressWarnings("rawtypes") // class literals have no type arguments
  private static final AtomicReferenceFieldUpdater<BoundedList, @Nullable Node> NEWEST =
      AtomicReferenceFieldUpdater.newUpdater(BoundedList.class, Node.class, "newest");

  @SuppressWarnings("rawtypes")
  private static final AtomicIntegerFieldUpdater<BoundedList> DROPPED =
      AtomicIntegerFieldUpdater.newUpdater(BoundedList.class, "dropped");

  private final int limit;
  private volatile @Nullable Node<T> newest;
  private volatile int dropped;
  private volatile @Nullable T latestDropped;

  BoundedList(int limit) {
    this.limit = limit;
  }

  /** Adds {@code value}; if the list is full, counts it as dropped and returns false. */
  boolean add(T value) {
    while (true) {
      Node<T> head = newest;
      int size = head == null ? 0 : head.size;
      if (size >= limit) {
        latestDropped = value;
        DROPPED.incrementAndGet(this);
        return false;
      }
      if (NEWEST.compareAndSet(this, head, new Node<>(value, size + 1, head))) {
        return true;
      }
    }
  }

  /** Returns the values, oldest first. */
  List<T> toList() {
    Node<T> node = newest;
    if (node == null) {
      return List.of();
    }
    List<T> values = new ArrayList<>(node.size);
    for (; node != null; node = node.older) {
      values.add(node.value);
    }
    Collections.reverse(values);
    return values;
  }

  int size() {
    Node<T> head = newest;
    return head == null ? 0 : head.size;
  }

  /** Returns how many values {@code list} has dropped; null is the list that was never needed. */
  static int droppedFrom(@Nullable BoundedList<?> list) {
    return list == null ? 0 : list.dropped;
  }

  /** Returns the values, newest first, headed by the latest one that was dropped, if any. */
  List<T> newestFirst() {
    List<T> values = new ArrayList<>(toList());
    T latest = latestDropped;
    if (latest != null) {
      values.add(latest);
    }
    Collections.reverse(values);
    return values;
  }

  private record Node<T>(T value, int size, @Nullable Node<T> older) {}
}
