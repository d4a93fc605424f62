// SPDX-License-Identifier: Apache-2.0
package dev.clew;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The application's code in the form in which the agent calls it: with types of the JDK alone.
 *
 * <p>A processor gets a map that describes a span and returns that map, a changed copy of it, or
 * null to drop the span. A sampler gets such a map and returns true, false or null for undecided.
 * An exporter gets a list of such maps. {@link FinishedSpan} has the keys.
 */
abstract class RegisteredCode implements Function<Object, @Nullable Object>, Registration {
  private final String kind;
  private volatile boolean closed;

  private RegisteredCode(String kind) {
    this.kind = kind;
  }

  String kind() {
    return kind;
  }

  @Override
  public final @Nullable Object apply(Object argument) {
    try {
      return closed ? removed(argument) : call(argument);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  abstract @Nullable Object call(Object argument) throws Exception;

  /** Returns what the agent gets once the code has been removed. */
  @Nullable Object removed(Object argument) {
    return null;
  }

  @Override
  public final void close() {
    closed = true;
    Connection.remove(this);
  }

  @SuppressWarnings("unchecked") // the agent's side of the contract
  private static FinishedSpan span(Object description) {
    return new FinishedSpan((Map<String, Object>) description);
  }

  static RegisteredCode processor(SpanProcessor processor) {
    return new RegisteredCode("processor") {
      @Override
      @Nullable Object call(Object argument) throws Exception {
        FinishedSpan kept = processor.process(span(argument));
        return kept == null ? null : kept.description();
      }

      @Override
      Object removed(Object argument) {
        return argument;
      }

      @Override
      public String toString() {
        return processor.getClass().getName();
      }
    };
  }

  static RegisteredCode sampler(SpanSampler sampler) {
    return new RegisteredCode("sampler") {
      @Override
      @Nullable Object call(Object argument) throws Exception {
        SpanSampler.Decision decision = sampler.sample(span(argument));
        if (decision == SpanSampler.Decision.KEEP_TRACE) {
          return true;
        }
        return decision == SpanSampler.Decision.DROP_TRACE ? false : null;
      }

      @Override
      public String toString() {
        return sampler.getClass().getName();
      }
    };
  }

  static RegisteredCode exporter(SpanExporter exporter) {
    return new RegisteredCode("exporter") {
      @Override
      @Nullable Object call(Object argument) throws Exception {
        List<FinishedSpan> spans = new ArrayList<>();
        for (Object description : (List<?>) argument) {
          spans.add(span(description));
        }
        exporter.export(spans);
        return null;
      }

      @Override
      public String toString() {
        return exporter.getClass().getName();
      }
    };
  }
}
