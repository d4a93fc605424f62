// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;

/** The process's stderr, also when the application has replaced {@link System#err}. */
final class StandardError {
  private StandardError() {}

  static void say(String line) {
    try {
      // Not closed: that would close the descriptor.
      new FileOutputStream(FileDescriptor.err)
          .write(("[clew] " + line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (Exception nobodyListens) {
      // There is nowhere left to say so.
    }
  }
}
