// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.hook.ConnectionPolicy;
import dev.clew.core.log.AgentLog;
import dev.clew.exporter.thread.OwnThread;
import java.util.concurrent.atomic.LongAdder;

/** Refuses and counts the application's connections, and reports each target once. */
final class RefusedConnections implements ConnectionPolicy {
  private final TapeMode tape;
  private final AgentLog log;
  private final LongAdder count = new LongAdder();

  RefusedConnections(TapeMode tape, AgentLog log) {
    this.tape = tape;
    this.log = log;
  }

  @Override
  public boolean refuses(String target) {
    if (!tape.refusesConnections() || OwnThread.isCurrent()) {
      return false;
    }
    count.increment();
    log.warnOnce(
        "connection to " + target,
        "replay: a connection to " + target + " is refused, because a replay does not connect");
    return true;
  }

  /** Returns how many connections were refused. */
  long count() {
    return count.sum();
  }
}
