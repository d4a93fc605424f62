// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Attaches values to objects of a library, by identity, for as long as those objects live.
 *
 * <p>For hooks that have to recognise an object later, such as a handler that a library creates in
 * one call and uses in another. A value must not refer to its key, or neither is ever collected.
 */
public final class WeakIdentityMap<K, V> {
  private final ConcurrentHashMap<Object, V> entries = new ConcurrentHashMap<>();
  private final ReferenceQueue<K> collected = new ReferenceQueue<>();
  private final Consumer<? super V> gone;

  /** Makes an empty map. */
  public WeakIdentityMap() {
    this(value -> {});
  }

  /**
   * Makes an empty map.
   *
   * @param gone is given the values of objects that have been collected, some time later
   */
  public WeakIdentityMap(Consumer<? super V> gone) {
    this.gone = gone;
  }

  /** Returns the value of {@code key}, or null. */
  public @Nullable V get(K key) {
    sweep();
    return entries.get(new Probe(key));
  }

  /** Attaches {@code value} to {@code key} in place of an earlier one. */
  public void put(K key, V value) {
    sweep();
    entries.put(new Key<>(key, collected), value);
  }

  /** Attaches {@code value} to {@code key} unless it has one. */
  public void putIfAbsent(K key, V value) {
    sweep();
    if (get(key) == null) {
      entries.putIfAbsent(new Key<>(key, collected), value);
    }
  }

  /** Detaches and returns the value of {@code key}, or null. */
  public @Nullable V remove(K key) {
    sweep();
    return entries.remove(new Probe(key));
  }

  /** Gives every object that has a value and is still alive to {@code action}. */
  @SuppressWarnings("unchecked") // put is the only way in
  public void forEachKey(Consumer<? super K> action) {
    for (Object key : entries.keySet()) {
      K alive = ((Key<K>) key).get();
      if (alive != null) {
        action.accept(alive);
      }
    }
  }

  /** Returns whether there is no value; quicker than asking for one. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Returns the number of values whose keys were alive when last looked at. */
  public int size() {
    sweep();
    return entries.size();
  }

  private void sweep() {
    for (Reference<? extends K> dead = collected.poll(); dead != null; dead = collected.poll()) {
      V value = entries.remove(dead);
      if (value != null) {
        gone.accept(value);
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

  /** Finds a key without a reference for the garbage collector to look after. */
  private static final class Probe {
    private final Object object;

    Probe(Object object) {
      this.object = object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    /** Asked by the map, about its keys: it compares what is looked for with what is there. */
    @Override
    @SuppressWarnings({"EqualsUnsafeCast", "unchecked"})
    public boolean equals(@Nullable Object key) {
      return key instanceof Key<?> && ((Key<Object>) key).refersTo(object);
    }
  }
}
