// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.LibraryReader;
import dev.clew.kit.value.PrivateFields;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.bsc.langgraph4j.NodeOutput;
import org.bsc.langgraph4j.state.AgentState;
import org.jspecify.annotations.Nullable;

/**
 * What a generator's {@code next()} returned, an {@code AsyncGenerator.Data}. Its class has become
 * a record in async-generator 4, and had fields without accessors before.
 *
 * @param done whether there is nothing more
 * @param embedded whether another generator is to be read before the next step
 * @param output the output of a node, or null
 * @param error the failure, or null
 */
record Outputs(
    boolean done, boolean embedded, @Nullable NodeOutput<?> output, @Nullable Throwable error) {
  private static final LibraryClasses CLASSES =
      LibraryClasses.in("org.bsc.langgraph4j.", "org.bsc.async.");
  private static final LibraryReader READER = new LibraryReader(CLASSES);
  private static final int MAX_WRAPPERS = 16;

  /** Reads {@code data}. */
  static Outputs of(Object data) {
    boolean embedded = value(data, "embed", "embed") != null;
    if (value(data, "future", "data") instanceof CompletableFuture<?> future) {
      // One that is not complete fails where it is read, which nobody but its reader learns.
      boolean readable = LibraryClasses.isOfJdk(future) && future.isDone();
      Throwable error = readable ? error(future) : null;
      Object value = readable && error == null ? future.getNow(null) : null;
      NodeOutput<?> output =
          value instanceof NodeOutput<?> node && CLASSES.mayCall(node) ? node : null;
      return new Outputs(false, embedded, output, error);
    }
    return new Outputs(!embedded, embedded, null, null);
  }

  private static @Nullable Object value(Object data, String accessor, String field) {
    Object value = READER.read(data, accessor);
    return value != null ? value : PrivateFields.read(data, field);
  }

  private static @Nullable Throwable error(CompletableFuture<?> future) {
    if (!future.isCompletedExceptionally()) {
      return null;
    }
    try {
      future.join();
      return null;
    } catch (CompletionException wrapper) {
      return wrapper;
    } catch (CancellationException cancelled) {
      return cancelled;
    }
  }

  /** Returns the failure of a node in {@code thrown}, which the library may have wrapped. */
  static Throwable cause(Throwable thrown) {
    Throwable real = thrown;
    for (int depth = 0; depth < MAX_WRAPPERS; depth++) {
      boolean wrapper =
          real.getClass() == CompletionException.class
              || real.getClass() == ExecutionException.class
              || CLASSES.mayCall(real);
      Throwable cause = wrapper ? real.getCause() : null;
      if (cause == null) {
        break;
      }
      real = cause;
    }
    return real;
  }

  /** Returns the name of the node whose output this is, or null. */
  @Nullable String node() {
    return output == null ? null : output.node();
  }

  /** Returns the state after the node, or null. */
  @Nullable Map<String, Object> state() {
    AgentState state = output == null ? null : output.state();
    return state == null ? null : state.data(); // final, whatever the class of the state
  }

  /** Returns the value of an accessor of one of the library's own objects, or null. */
  static @Nullable Object read(@Nullable Object target, String accessor) {
    return READER.read(target, accessor);
  }

  /** Returns whether the methods of {@code object} are the library's. */
  static boolean mayCall(@Nullable Object object) {
    return CLASSES.mayCall(object);
  }
}
