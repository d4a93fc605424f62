// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

/** The process's stderr, even if the application has replaced {@link System#err}. */
final class StandardError {
  private static final int MAX_CAUSES = 20;

  private StandardError() {}

  static void print(String line) {
    try {
      // Not closed, because that would close the descriptor.
      new FileOutputStream(FileDescriptor.err)
          .write(("[clew] " + printable(line) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (Exception ignored) {
      // There is nowhere left to report it.
    }
  }

  /** Prints text of several lines as it is. */
  static void printPage(String page) {
    try {
      new FileOutputStream(FileDescriptor.err).write(page.getBytes(StandardCharsets.UTF_8));
    } catch (Exception ignored) {
      // Likewise.
    }
  }

  /** Returns the failure and its root cause; without a stack trace, its message is all there is. */
  static String describe(Throwable failure) {
    Throwable top = failure;
    if (top instanceof InvocationTargetException && top.getCause() != null) {
      top = top.getCause();
    }
    Throwable root = top;
    for (int i = 0; i < MAX_CAUSES && root.getCause() != null; i++) {
      root = root.getCause();
    }
    StackTraceElement[] trace = root.getStackTrace();
    if (trace.length == 0 && root == top && top.getMessage() != null) {
      return top.getMessage();
    }
    return top
        + (root == top ? "" : ", caused by " + root)
        + (trace.length == 0 ? "" : " (at " + trace[0] + ")");
  }

  /** Like AgentLog, which is not loaded yet or may not be available. */
  private static String printable(String line) {
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      printable.append(Character.isISOControl(c) ? '?' : c);
    }
    return printable.toString();
  }
}
