// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A tape in memory, for tests of hooks: records what they say, and answers equal requests with it,
 * each once. A request that it does not have is answered with an {@link AssertionError}.
 */
public final class FakeTape implements Tape {
  private enum Mode {
    OFF,
    RECORD,
    REPLAY
  }

  private final List<FakeTapeCall> calls = new ArrayList<>();
  private final List<FakeTapeCall> unplayed = new ArrayList<>();
  private Mode mode = Mode.OFF;

  /** Forgets everything, and records from now on. */
  public synchronized void record() {
    calls.clear();
    unplayed.clear();
    mode = Mode.RECORD;
  }

  /** Answers from now on with what was recorded. */
  public synchronized void replay() {
    calls.forEach(FakeTapeCall::readRequest);
    unplayed.clear();
    unplayed.addAll(calls);
    mode = Mode.REPLAY;
  }

  /** Neither records nor answers. */
  public synchronized void stop() {
    mode = Mode.OFF;
  }

  /** Returns what was recorded, in the order in which the calls began. */
  public synchronized List<FakeTapeCall> calls() {
    return List.copyOf(calls);
  }

  /** Returns the number of recorded calls that have not been played. */
  public synchronized int unplayed() {
    return unplayed.size();
  }

  @Override
  public synchronized TapeDecision begin(TapeRequest request) {
    if (mode == Mode.OFF) {
      return TapeDecision.PASS;
    }
    FakeTapeCall call = new FakeTapeCall(request);
    if (mode == Mode.RECORD) {
      calls.add(call);
      return new TapeDecision(null, call);
    }
    call.readRequest();
    FakeTapeCall found = take(call);
    TapeAnswer answer =
        found == null
            ? FakeTapeAnswer.failing(new AssertionError("not on the tape: " + call))
            : new FakeTapeAnswer(found);
    return new TapeDecision(answer, null);
  }

  private @Nullable FakeTapeCall take(FakeTapeCall wanted) {
    for (FakeTapeCall each : unplayed) {
      if (each.toString().equals(wanted.toString())) {
        unplayed.remove(each);
        return each;
      }
    }
    return null;
  }

  @Override
  public synchronized boolean skipsWaits() {
    return mode == Mode.REPLAY;
  }

  @Override
  public Executor executor() {
    return task -> {
      Thread thread = new Thread(task, "fake-tape");
      thread.setDaemon(true);
      thread.start();
    };
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
