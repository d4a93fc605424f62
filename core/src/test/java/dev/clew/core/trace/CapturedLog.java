// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.core.log.AgentLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** An agent log with its lines. */
final class CapturedLog {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  final AgentLog log = new AgentLog(new PrintStream(bytes, true, UTF_8), AgentLog.Level.WARN);

  List<String> lines() {
    return bytes.toString(UTF_8).lines().toList();
  }
}
