// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Checks whether a process can be attached to, before anything is sent to it: attaching sends
 * SIGQUIT, which ends a process that is no JVM, and makes a JVM that refuses print its threads on
 * stdout.
 */
final class Processes {
  private static final Path PROC = Path.of("/proc");

  /** Bit of SIGQUIT, signal 3, in the masks of {@code /proc/…/status}. */
  private static final long SIGQUIT = 1L << 2;

  private Processes() {}

  static void check(long pid) throws JvmException {
    ProcessHandle process =
        ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .orElseThrow(() -> new JvmException("there is no process %d".formatted(pid)));
    if (pid == ProcessHandle.current().pid()) {
      throw new JvmException("%d is this very process".formatted(pid));
    }
    Optional<String> user = process.info().user();
    String own = ProcessHandle.current().info().user().orElse("");
    if (user.isPresent() && !user.get().equals(own) && !own.equals("root")) {
      throw new JvmException(
          "%d belongs to the user %s; run this command as that user".formatted(pid, user.get()));
    }
    Path folder = PROC.resolve(Long.toString(pid));
    if (Files.isDirectory(folder)) {
      checkContainer(pid, folder);
      checkSignal(pid, folder);
    }
  }

  /** The jar and the answer are files, which must be the same on both sides. */
  private static void checkContainer(long pid, Path folder) throws JvmException {
    try {
      Path there = Files.readSymbolicLink(folder.resolve("ns/mnt"));
      if (!there.equals(Files.readSymbolicLink(PROC.resolve("self/ns/mnt")))) {
        throw new JvmException(
            "%d runs in a container; run this command inside it, where the jar must be too"
                .formatted(pid));
      }
    } catch (IOException unknown) {
      // Not ours to know; attaching will tell.
    }
  }

  private static void checkSignal(long pid, Path folder) throws JvmException {
    try {
      for (String line : Files.readAllLines(folder.resolve("status"))) {
        if (line.startsWith("SigCgt:")
            && (Long.parseUnsignedLong(line.substring(7).trim(), 16) & SIGQUIT) == 0) {
          throw new JvmException(
              "%d is not a JVM, or was started with -Xrs, which rules out attaching"
                  .formatted(pid));
        }
      }
      String command = Files.readString(folder.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      if (command.contains("-XX:+DisableAttachMechanism")) {
        throw new JvmException(
            "%d was started with -XX:+DisableAttachMechanism; start it with -javaagent instead"
                .formatted(pid));
      }
    } catch (IOException | NumberFormatException unknown) {
      // Likewise.
    }
  }
}
