// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.match;

import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.format.TapeReader.Tape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the recording that answers a request: the n-th of equal requests gets the n-th recording.
 * What was asked within the same agents comes first, and equal before nearly equal.
 */
public final class TapeIndex {
  private final List<TapeEntry> entries;
  private final Tape tape;
  private final Map<String, Queue<TapeEntry>> queues = new HashMap<>();
  private final Set<Long> played = new HashSet<>();
  private int next;

  /**
   * Creates an index of all calls.
   *
   * @param until only calls before this one are played; {@link Long#MAX_VALUE} for all
   */
  public TapeIndex(Tape tape, long until) {
    this.tape = tape;
    boolean keysHold = tape.header().canonical() == RequestForm.CANONICAL;
    List<TapeEntry> all = new ArrayList<>();
    for (TapeEntry entry : tape.entries()) {
      if (entry.seq() < until) {
        all.add(keysHold ? entry : keyed(entry));
      }
    }
    entries = List.copyOf(all);
    for (TapeEntry entry : entries) {
      for (String place : places(entry.key(), entry.loose(), entry.path())) {
        queues.computeIfAbsent(place, any -> new ArrayDeque<>()).add(entry);
      }
    }
  }

  private static TapeEntry keyed(TapeEntry entry) {
    RequestForm form = RequestForm.of(entry);
    return entry.keyed(form.key(), form.loose());
  }

  /** Where to look, in this order. */
  private static List<String> places(String key, String loose, String path) {
    return List.of(
        "key " + key + " " + path, "key " + key, "loose " + loose + " " + path, "loose " + loose);
  }

  /**
   * A recording that answers.
   *
   * @param normalised whether the request differs from the recorded one in ids or times
   */
  public record Match(TapeEntry entry, boolean normalised) {}

  /** Returns the recording that answers the request, and takes it; or null. */
  public synchronized @Nullable Match take(RequestForm form, String path) {
    List<String> places = places(form.key(), form.loose(), path);
    for (int i = 0; i < places.size(); i++) {
      Queue<TapeEntry> queue = queues.get(places.get(i));
      while (queue != null && !queue.isEmpty()) {
        TapeEntry head = queue.remove();
        if (head.kind() == form.kind() && played.add(head.seq())) {
          return new Match(head, i >= 2);
        }
      }
    }
    return null;
  }

  /** Returns the versions with which the tape was recorded, by name of the library. */
  Map<String, String> libraries() {
    return tape.header().libraries();
  }

  /** Returns in words what the tape lacks; may be empty. */
  String lacks() {
    return tape.lacks();
  }

  /** Returns all calls that may be played. */
  public List<TapeEntry> entries() {
    return entries;
  }

  /** Returns the calls that have not been played. */
  public synchronized List<TapeEntry> unplayed() {
    return entries.stream().filter(entry -> !played.contains(entry.seq())).toList();
  }

  /** Returns how many calls have been played. */
  public synchronized int playedCount() {
    return played.size();
  }

  /** Returns the first call that has not been played, or null. */
  public synchronized @Nullable TapeEntry next() {
    while (next < entries.size() && played.contains(entries.get(next).seq())) {
      next++;
    }
    return next < entries.size() ? entries.get(next) : null;
  }

  /**
   * Returns calls of the same kind, method and URL: first those that are still to come, in order,
   * then those played last.
   */
  synchronized List<TapeEntry> alike(RequestForm form, int most) {
    List<TapeEntry> alike = new ArrayList<>();
    next();
    for (int i = next; i < entries.size() && alike.size() < most; i++) {
      if (isAlike(entries.get(i), form) && !isPlayed(entries.get(i))) {
        alike.add(entries.get(i));
      }
    }
    for (int i = entries.size() - 1; i >= 0 && alike.size() < most; i--) {
      if (isAlike(entries.get(i), form) && isPlayed(entries.get(i))) {
        alike.add(entries.get(i));
      }
    }
    return alike;
  }

  private static boolean isAlike(TapeEntry entry, RequestForm form) {
    return entry.kind() == form.kind()
        && entry.method().equals(form.method())
        && entry.url().equals(form.url());
  }

  synchronized boolean isPlayed(TapeEntry entry) {
    return played.contains(entry.seq());
  }
}
