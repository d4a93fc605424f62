// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sums over spans, and how their sizes are spread. What is added can be taken out again. Not
 * thread-safe; not changed any more once it has been handed over.
 */
@SuppressWarnings("EnumOrdinal") // The order of the enums is that of the store.
public final class Figures {

  /** What is summed up. The order is that of the store: new ones go to the end. */
  public enum Sum {
    /** Traces that have such a span. */
    TRACES,
    /** Spans; for values that describe a trace as a whole, traces. */
    CALLS,
    /** Those that failed. */
    ERRORS,
    /** Nanoseconds. */
    DURATION,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    CACHED_TOKENS,
    CACHE_WRITE_TOKENS,
    REASONING_TOKENS,
    /** Billionths of a dollar, as all costs here: whole numbers can be taken out without a rest. */
    COST,
    COST_INPUT,
    COST_OUTPUT,
    /** Of the input, what reading from the prompt cache and writing to it cost. */
    COST_CACHE,
    /** Of the output, what the reasoning cost. */
    COST_REASONING,
    /** What the prompt cache saved. */
    SAVED,
    /** Model calls whose cost is unknown. */
    UNPRICED,
    /** Nanoseconds in which answers were generated, without the wait for the first token. */
    DECODING,
    /** Output tokens of the calls that {@link #DECODING} counts. */
    DECODED_TOKENS,
    /** Model calls with usage. */
    MEASURED_CALLS,
    /** Retries by libraries. */
    RETRIES
  }

  /** What is kept as a distribution. The order is that of the store. */
  public enum Size {
    /** Nanoseconds. */
    DURATION,
    /** Input and output. */
    TOKENS,
    /** Nanoseconds to the first token of a stream. */
    FIRST_TOKEN,
    /** Characters of a tool's arguments. */
    ARGUMENTS
  }

  private static final int SUMS = Sum.values().length;
  private static final int SIZES = Size.values().length;
  private static final double BILLION = 1e9;

  private final long[] sums = new long[SUMS];
  private final @Nullable Sketch[] sketches = new @Nullable Sketch[SIZES];

  /** The figures of one span, without those of the trace. */
  public static Figures of(SpanRow span, long durationNanos) {
    Figures figures = new Figures();
    figures.add(Sum.CALLS, 1);
    figures.add(Sum.ERRORS, span.failed() ? 1 : 0);
    figures.add(Sum.DURATION, durationNanos);
    figures.add(Sum.RETRIES, span.retryOffsets().size());
    if (!span.isOpen()) {
      figures.add(Size.DURATION, durationNanos);
    }
    if (span.tool() != null && span.tool().argumentCharacters() > 0) {
      figures.add(Size.ARGUMENTS, span.tool().argumentCharacters());
    }
    figures.addUsage(span, durationNanos);
    return figures;
  }

  /** Adds tokens and cost of a model call; without effect for any other span. */
  public void addUsage(SpanRow span, long durationNanos) {
    Tokens tokens = span.tokens();
    Cost cost = span.cost();
    if (tokens != null) {
      add(Sum.MEASURED_CALLS, 1);
      add(tokens);
      add(Size.TOKENS, tokens.total());
    }
    if (cost != null) {
      add(cost, tokens);
    }
    long first = span.firstTokenNanos();
    if (first >= 0) {
      add(Size.FIRST_TOKEN, first);
    }
    if (tokens != null && tokens.output() > 0 && !span.isOpen() && !span.failed()) {
      add(Sum.DECODING, Math.max(0, durationNanos - Math.max(0, first)));
      add(Sum.DECODED_TOKENS, tokens.output());
    }
  }

  private void add(Tokens tokens) {
    add(Sum.INPUT_TOKENS, tokens.input());
    add(Sum.OUTPUT_TOKENS, tokens.output());
    add(Sum.CACHED_TOKENS, tokens.cachedInput());
    add(Sum.CACHE_WRITE_TOKENS, tokens.cacheWriteInput());
    add(Sum.REASONING_TOKENS, tokens.reasoning());
  }

  private void add(Cost cost, @Nullable Tokens tokens) {
    add(Sum.COST, nanos(cost.total()));
    add(Sum.COST_INPUT, nanos(cost.input()));
    add(Sum.COST_OUTPUT, nanos(cost.output()));
    add(Sum.SAVED, nanos(cost.cacheSavings()));
    add(Sum.UNPRICED, cost.unpriced());
    if (tokens != null && tokens.input() > 0) {
      // What the cache saved is the difference to the plain price, which therefore is known.
      double plainPrice = (cost.input() + cost.cacheSavings()) / tokens.input();
      long plain = tokens.input() - tokens.cachedInput() - tokens.cacheWriteInput();
      add(Sum.COST_CACHE, Math.max(0, nanos(cost.input() - plain * plainPrice)));
    }
    if (tokens != null && tokens.output() > 0) {
      add(Sum.COST_REASONING, nanos(cost.output() * tokens.reasoning() / tokens.output()));
    }
  }

  /** The figures of a trace as a whole. */
  public static Figures of(TraceRow row) {
    Figures figures = new Figures();
    figures.add(Sum.CALLS, 1);
    figures.add(Sum.ERRORS, row.status() == Status.ERROR ? 1 : 0);
    figures.add(Sum.DURATION, row.durationNanos());
    figures.add(Sum.RETRIES, row.retries());
    if (!row.isRunning()) {
      figures.add(Size.DURATION, row.durationNanos());
    }
    return figures;
  }

  private static long nanos(double dollars) {
    return Math.round(dollars * BILLION);
  }

  public void add(Sum sum, long value) {
    sums[sum.ordinal()] += value;
  }

  public void add(Size size, long value) {
    sketch(size.ordinal()).add(value);
  }

  /** Adds values to a bin of a sketch. */
  public void add(Size size, int bin, long count) {
    sketch(size.ordinal()).add(bin, count);
  }

  private Sketch sketch(int size) {
    Sketch sketch = sketches[size];
    if (sketch == null) {
      sketch = new Sketch();
      sketches[size] = sketch;
    }
    return sketch;
  }

  /** Adds tokens and cost alone: what an agent's model calls used, the agent itself did not do. */
  public void addUsage(Figures other) {
    for (int i = Sum.INPUT_TOKENS.ordinal(); i <= Sum.MEASURED_CALLS.ordinal(); i++) {
      sums[i] += other.sums[i];
    }
  }

  public void add(Figures other) {
    add(other, 1);
  }

  /** Scales it up, if only one in so many was added. */
  public void multiply(int times) {
    Figures copy = new Figures();
    copy.add(this);
    add(copy, times - 1);
  }

  public void subtract(Figures other) {
    add(other, -1);
  }

  private void add(Figures other, int times) {
    for (int i = 0; i < SUMS; i++) {
      sums[i] += times * other.sums[i];
    }
    for (int i = 0; i < SIZES; i++) {
      Sketch sketch = other.sketches[i];
      if (sketch != null) {
        sketch(i).add(sketch, times);
      }
    }
  }

  public long get(Sum sum) {
    return sums[sum.ordinal()];
  }

  /** A sum of cost, in dollars. */
  public double dollars(Sum sum) {
    return get(sum) / BILLION;
  }

  /** How a size is spread. */
  public Sketch get(Size size) {
    Sketch sketch = sketches[size.ordinal()];
    return sketch == null ? new Sketch() : sketch;
  }

  public Tokens tokens() {
    return new Tokens(
        get(Sum.INPUT_TOKENS),
        get(Sum.OUTPUT_TOKENS),
        get(Sum.CACHED_TOKENS),
        get(Sum.CACHE_WRITE_TOKENS),
        get(Sum.REASONING_TOKENS),
        false);
  }

  public Cost cost() {
    return new Cost(
        dollars(Sum.COST),
        dollars(Sum.COST_INPUT),
        dollars(Sum.COST_OUTPUT),
        dollars(Sum.SAVED),
        (int) Math.min(Integer.MAX_VALUE, get(Sum.UNPRICED)),
        null);
  }

  /** True if nothing is left in it. */
  public boolean isZero() {
    return Arrays.stream(sums).allMatch(sum -> sum == 0)
        && Arrays.stream(sketches).allMatch(sketch -> sketch == null || sketch.isEmpty());
  }

  /** A compact form: a mask of what is not 0, then that, then the sketches. */
  public byte[] encoded() {
    int room = 10 + SUMS * 10 + 10;
    for (Sketch sketch : sketches) {
      room += sketch == null ? 0 : sketch.room();
    }
    ByteBuffer to = ByteBuffer.allocate(room);
    long mask = 0;
    for (int i = 0; i < SUMS; i++) {
      mask |= sums[i] == 0 ? 0 : 1L << i;
    }
    Varint.write(to, mask);
    for (long sum : sums) {
      if (sum != 0) {
        Varint.writeSigned(to, sum);
      }
    }
    int present = 0;
    for (int i = 0; i < SIZES; i++) {
      Sketch sketch = sketches[i];
      present |= sketch == null || sketch.isEmpty() ? 0 : 1 << i;
    }
    Varint.write(to, present);
    for (Sketch sketch : sketches) {
      if (sketch != null && !sketch.isEmpty()) {
        sketch.write(to);
      }
    }
    return Arrays.copyOf(to.array(), to.position());
  }

  /** Adds what {@link #encoded} made. Sums of a later version are skipped. */
  public void addEncoded(byte[] encoded) {
    ByteBuffer from = ByteBuffer.wrap(encoded);
    long mask = Varint.read(from);
    for (int i = 0; mask != 0; i++, mask >>>= 1) {
      if ((mask & 1) != 0) {
        long sum = Varint.readSigned(from);
        if (i < SUMS) {
          sums[i] += sum;
        }
      }
    }
    long present = Varint.read(from);
    for (int i = 0; i < SIZES; i++) {
      if ((present & 1L << i) != 0) {
        sketch(i).read(from);
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Figures figures && Arrays.equals(encoded(), figures.encoded());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Sum sum : Sum.values()) {
      if (get(sum) != 0) {
        text.append(text.isEmpty() ? "" : " ").append(sum).append('=').append(get(sum));
      }
    }
    return text.toString();
  }
}
