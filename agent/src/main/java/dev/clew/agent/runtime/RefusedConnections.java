// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.hook.ConnectionPolicy;
import dev.clew.core.log.AgentLog;
import dev.clew.exporter.thread.OwnThread;

/** Refuses the application's connections during a replay, and reports each target once. */
final class RefusedConnections implements ConnectionPolicy {
  private final TapeMode tape;
  private final AgentLog log;

  RefusedConnections(TapeMode tape, AgentLog log) {
    this.tape = tape;
    this.log = log;
  }

  @Override
  public boolean refuses(String target) {
    if (!tape.refusesConnections() || OwnThread.isCurrent()) {
      return false;
    }
    log.warnOnce(
        "connection to " + target,
        "replay: a connection to " + target + " is refused, because a replay does not connect");
    return true;
  }
}
