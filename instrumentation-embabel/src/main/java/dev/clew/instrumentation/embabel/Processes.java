// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.embabel;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.LibraryReader;
import dev.clew.kit.value.ReceiverNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads processes, actions and tools, but only the library's own: applications may extend them. By
 * the names of their accessors, since the library's classes are for a later Java than Clew's.
 */
final class Processes {
  private static final LibraryClasses CLASSES = LibraryClasses.in("com.embabel.");
  private static final LibraryReader READER = new LibraryReader(CLASSES);
  private static final LibraryReader PAIRS = new LibraryReader(LibraryClasses.in("kotlin."));

  private Processes() {}

  /** Returns the name of a process's agent. */
  static String agent(Object process) {
    String name = READER.text(READER.read(process, "getAgent"), "getName");
    return name != null ? name : ReceiverNames.name(process);
  }

  static @Nullable String description(Object process) {
    return READER.text(READER.read(process, "getAgent"), "getDescription");
  }

  static @Nullable String id(Object process) {
    return READER.text(process, "getId");
  }

  static @Nullable String parentId(Object process) {
    return READER.text(process, "getParentId");
  }

  /** Returns the constant's name of a process's or an action's status, or null. */
  static @Nullable String status(@Nullable Object object) {
    return READER.read(object, "getStatus") instanceof Enum<?> status ? status.name() : null;
  }

  /** Returns what a process has found out last, or null. */
  static @Nullable Object lastResult(Object process) {
    return CLASSES.mayCall(READER.read(process, "getBlackboard"))
        ? READER.read(process, "lastResult")
        : null;
  }

  /** Returns why a process has failed, which an object of the application may say. */
  static @Nullable String failure(Object process) {
    Object failure = READER.read(process, "getFailureInfo");
    if (failure == null || failure instanceof String) {
      return (String) failure;
    }
    String reason = READER.text(failure, "getReason");
    return reason != null ? reason : ReceiverNames.name(failure);
  }

  static String name(Object action) {
    String name = READER.text(action, "getName");
    return name != null ? name : ReceiverNames.name(action);
  }

  /** Returns a text of a tool call, which is of a final class. */
  static @Nullable String text(Object toolCall, String accessor) {
    return READER.text(toolCall, accessor);
  }

  /** Returns the text of what a tool returned; until 0.3.4 there is nothing else. */
  static @Nullable String content(@Nullable Object result) {
    return result instanceof String text ? text : PAIRS.text(result, "getSecond");
  }

  /** Returns the message of a result that is an error, or null. */
  static @Nullable String error(@Nullable Object result) {
    return READER.text(PAIRS.read(result, "getFirst"), "getMessage");
  }

  /** Returns the exception of a result that is an error, or null. */
  static @Nullable Throwable cause(@Nullable Object result) {
    Object cause = READER.read(PAIRS.read(result, "getFirst"), "getCause");
    return cause instanceof Throwable thrown ? thrown : null;
  }
}
