// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the SDK's own objects. Most are classes with getters until 0.3 and records since, so that
 * hooks that named either would not fit the other.
 */
enum Sdk {
  ARTIFACT("artifact", "getArtifact"),
  ARTIFACTS("artifacts", "getArtifacts"),
  CONTEXT_ID("contextId", "getContextId"),
  DATA("data", "getData"),
  FILE("file", "getFile"),
  ID("id", "getId"),
  IS_FINAL("isFinal", "isFinal"),
  MESSAGE("message", "getMessage"),
  NAME("name", "getName"),
  PARTS("parts", "getParts"),
  STATE("state", "getState"),
  STATUS("status", "getStatus"),
  TASK_ID("taskId", "getTaskId"),
  TEXT("text", "getText");

  private static final LibraryClasses CLASSES = LibraryClasses.in("io.a2a.", "org.a2aproject.sdk.");

  /** Everything that is neither generated nor a mock, whosever class it is. */
  private static final LibraryClasses REAL = LibraryClasses.in("");

  private final String component;
  private final String getter;

  Sdk(String component, String getter) {
    this.component = component;
    this.getter = getter;
  }

  /** Returns whether an object is the SDK's own. */
  static boolean mayCall(@Nullable Object object) {
    return CLASSES.mayCall(object);
  }

  /** Returns whether an object is neither a proxy nor a mock. */
  static boolean isReal(Object object) {
    return REAL.mayCall(object);
  }

  /** Returns the value, or null if the object has none or is not the SDK's own. */
  @Nullable Object of(@Nullable Object object) {
    if (!mayCall(object)) {
      return null;
    }
    Object value = Accessors.read(object, component);
    return value != null ? value : Accessors.read(object, getter);
  }

  /** Returns the value if it is a string, or null. */
  @Nullable String textOf(@Nullable Object object) {
    return of(object) instanceof String text ? text : null;
  }

  /** Returns the elements of a list of the JDK; of any other, none. */
  List<Object> listOf(@Nullable Object object) {
    return of(object) instanceof List<?> list ? new ArrayList<>(Values.copyOf(list)) : List.of();
  }

  /** Returns a status's state as the protocol names it up to 0.3; later names have a prefix. */
  static @Nullable String stateOf(@Nullable Object status) {
    return STATE.of(status) instanceof Enum<?> state
        ? state.name().replace("TASK_STATE_", "").toLowerCase(Locale.ROOT)
        : null;
  }
}
