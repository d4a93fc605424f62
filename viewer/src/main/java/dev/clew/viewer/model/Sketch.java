// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How often which values occurred, in bins whose bounds grow by 2.2 percent each, so that a
 * percentile is at most 1.1 percent off (whole numbers below 46 are exact). Unlike the sketches of
 * libraries, one can be taken out of another again, which deleting a trace needs. Not thread-safe.
 */
public final class Sketch {

  private static final double BINS_PER_DOUBLING = 32;
  private static final double LOG = Math.log(2) / BINS_PER_DOUBLING;

  private int[] bins;
  private long[] counts;
  private int size;

  public Sketch() {
    this(4);
  }

  private Sketch(int room) {
    bins = new int[room];
    counts = new long[room];
  }

  /** Adds one value; a negative one counts as 0. */
  public void add(long value) {
    add(value <= 0 ? 0 : 1 + (int) Math.floor(Math.log(value) / LOG + 1e-9), 1);
  }

  /** Adds all values of another {@code times} times; -1 takes them out. */
  public void add(Sketch other, int times) {
    if (times == 0) {
      return;
    }
    if (size == 0 && times == 1) {
      bins = Arrays.copyOf(other.bins, other.size);
      counts = Arrays.copyOf(other.counts, other.size);
      size = other.size;
      return;
    }
    int from = 0;
    for (int i = 0; i < other.size; i++) {
      from = add(other.bins[i], times * other.counts[i], from);
    }
  }

  private void add(int bin, long count) {
    add(bin, count, 0);
  }

  /** Returns where the bin is, since those added next are usually behind it. */
  private int add(int bin, long count, int from) {
    int at = Arrays.binarySearch(bins, from, size, bin);
    if (at >= 0) {
      counts[at] += count;
      if (counts[at] == 0) {
        System.arraycopy(bins, at + 1, bins, at, size - at - 1);
        System.arraycopy(counts, at + 1, counts, at, size - at - 1);
        size--;
      }
      return at;
    }
    at = -at - 1;
    if (size == bins.length) {
      bins = Arrays.copyOf(bins, size * 2 + 4);
      counts = Arrays.copyOf(counts, size * 2 + 4);
    }
    System.arraycopy(bins, at, bins, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    bins[at] = bin;
    counts[at] = count;
    size++;
    return at;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** How many values. */
  public long count() {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += counts[i];
    }
    return sum;
  }

  /**
   * The smallest value that at least this share of the values does not exceed; 0 if there is none.
   *
   * @param share from 0 (the least value) to 1 (the greatest)
   */
  public long percentile(double share) {
    long all = count();
    long rank = Math.max(1, (long) Math.ceil(share * all));
    long seen = 0;
    for (int i = 0; i < size; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return value(bins[i]);
      }
    }
    return 0;
  }

  /** The mean of the values; 0 if there is none. */
  public double average() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += (double) counts[i] * value(bins[i]);
    }
    return size == 0 ? 0 : sum / count();
  }

  /** The middle of a bin. */
  private static long value(int bin) {
    return bin == 0 ? 0 : Math.round(Math.exp((bin - 0.5) * LOG));
  }

  /** Appends it; {@link #read} restores it. */
  void write(ByteBuffer to) {
    Varint.write(to, size);
    int before = 0;
    for (int i = 0; i < size; i++) {
      Varint.write(to, bins[i] - before);
      Varint.writeSigned(to, counts[i]);
      before = bins[i];
    }
  }

  /** The most bytes that {@link #write} needs. */
  int room() {
    return 5 + size * 15;
  }

  /** Adds what {@link #write} wrote. */
  void read(ByteBuffer from) {
    int many = (int) Varint.read(from);
    boolean first = size == 0;
    if (first) {
      bins = new int[many];
      counts = new long[many];
    }
    int bin = 0;
    int at = 0;
    for (int i = 0; i < many; i++) {
      bin += (int) Varint.read(from);
      long count = Varint.readSigned(from);
      if (first) {
        bins[size] = bin;
        counts[size++] = count;
      } else {
        at = add(bin, count, at);
      }
    }
  }
}
