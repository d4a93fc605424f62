// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Associates values with objects by identity, for as long as those objects live.
 *
 * <p>For hooks that have to recognise an object later, such as a handler that a library creates in
 * one call and uses in another. A value must not refer to its key, or neither is ever collected.
 */
public final class WeakIdentityMap<K, V> {
  private final ConcurrentHashMap<Object, V> entries = new ConcurrentHashMap<>();
  private final ReferenceQueue<K> collected = new ReferenceQueue<>();
  private final Consumer<? super V> onCollected;

  /** Creates an empty map. */
  public WeakIdentityMap() {
    this(value -> {});
  }

  /**
   * Creates an empty map.
   *
   * @param onCollected receives the value of an object some time after that object has been
   *     collected
   */
  public WeakIdentityMap(Consumer<? super V> onCollected) {
    this.onCollected = onCollected;
  }

  /** Returns the value for {@code key}, or null. */
  public @Nullable V get(K key) {
    sweep();
    return entries.get(new Probe(key));
  }

  /** Sets the value for {@code key}, replacing an earlier one. */
  public void put(K key, V value) {
    sweep();
    entries.put(new Key<>(key, collected), value);
  }

  /** Sets the value for {@code key} unless it has one. */
  public void putIfAbsent(K key, V value) {
    sweep();
    if (get(key) == null) {
      entries.putIfAbsent(new Key<>(key, collected), value);
    }
  }

  /** Removes and returns the value for {@code key}, or null. */
  public @Nullable V remove(K key) {
    sweep();
    return entries.remove(new Probe(key));
  }

  /** Passes every live key to {@code action}. */
  @SuppressWarnings("unchecked") // keys are only added by put
  public void forEachKey(Consumer<? super K> action) {
    for (Object key : entries.keySet()) {
      K alive = ((Key<K>) key).get();
      if (alive != null) {
        action.accept(alive);
      }
    }
  }

  /** Returns whether the map is empty; cheaper than a lookup. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Returns the number of entries whose keys were still alive at the last sweep. */
  public int size() {
    sweep();
    return entries.size();
  }

  private void sweep() {
    for (Reference<? extends K> dead = collected.poll(); dead != null; dead = collected.poll()) {
      V value = entries.remove(dead);
      if (value != null) {
        onCollected.accept(value);
      }
    }
  }

  private static final class Key<K> extends WeakReference<K> {
    private final int hash;

    Key(K referent, ReferenceQueue<K> queue) {
      super(referent, queue);
      this.hash = System.identityHashCode(referent);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      if (!(other instanceof Key<?> key) || hash != key.hash) {
        return false;
      }
      Object mine = get();
      return mine != null && mine == key.get();
    }
  }

  /** A lookup key without a reference object for the garbage collector to track. */
  private static final class Probe {
    private final Object object;

    Probe(Object object) {
      this.object = object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    /** Called by the map, which compares the lookup key with its own keys. */
    @Override
    @SuppressWarnings({"EqualsUnsafeCast", "unchecked"})
    public boolean equals(@Nullable Object key) {
      return key instanceof Key<?> && ((Key<Object>) key).refersTo(object);
    }
  }
}
