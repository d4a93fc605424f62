// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.settings.Settings;
import dev.clew.core.settings.TapeSettings;
import dev.clew.tape.format.TapeException;
import java.util.function.Consumer;

/**
 * What is recorded or replayed in this JVM. Decided once: classes of the application that have run
 * already cannot be steered any more.
 *
 * @param isRecording whether answers are recorded
 * @param isReplaying whether calls are answered from a recording
 * @param failsClosed whether a call that should have been answered must not be made
 * @param refusesConnections whether the application must not open connections
 */
record TapeMode(
    boolean isRecording, boolean isReplaying, boolean failsClosed, boolean refusesConnections) {
  private static final TapeMode OFF = new TapeMode(false, false, false, false);

  /**
   * Reads the settings.
   *
   * @param attached whether Clew was added to a running JVM, where the settings have no effect
   * @throws TapeException if a replay is refused: calling models for real instead could cost money
   */
  static TapeMode of(Settings settings, boolean attached, Consumer<String> warnings)
      throws TapeException {
    boolean recording = !settings.get(TapeSettings.RECORD).isEmpty();
    boolean replaying = !settings.get(TapeSettings.REPLAY).isEmpty();
    if (!recording && !replaying) {
      return OFF;
    }
    if (attached) {
      warnings.accept(
          (replaying ? TapeSettings.REPLAY : TapeSettings.RECORD).name()
              + " has no effect in a JVM that is already running; start it with -javaagent");
      return OFF;
    }
    if (isProduction(settings.get(TapeSettings.ENV))) {
      if (replaying) {
        return Refusal.ofReplay();
      }
      warnings.accept(TapeSettings.RECORD.name() + " is refused because clew.env is production");
      return OFF;
    }
    boolean closed =
        replaying
            && settings.get(TapeSettings.MISS) == TapeSettings.Miss.FAIL
            && settings.get(TapeSettings.UNTIL) == 0;
    boolean refuses =
        switch (settings.get(TapeSettings.NETWORK)) {
          case AUTO -> closed && toolsAreRecorded(settings);
          case REFUSE -> replaying;
          case ALLOW -> false;
        };
    return new TapeMode(recording, replaying, closed, refuses);
  }

  private static boolean isProduction(String environment) {
    return environment.equalsIgnoreCase("production") || environment.equalsIgnoreCase("prod");
  }

  /** Tools that run may need their services. */
  private static boolean toolsAreRecorded(Settings settings) {
    return settings.get(TapeSettings.TOOLS).stream().allMatch(rule -> rule.endsWith("recorded"));
  }

  /** Returns whether modules that steer are woven. */
  boolean isOn() {
    return isRecording || isReplaying;
  }

  /**
   * Apart from the rest: to verify a method that throws, the JVM loads the exception, and without a
   * tape nothing of the tape may be loaded.
   */
  private static final class Refusal {
    @SuppressWarnings("DoNotCallSuggester") // it stands where a mode is returned
    static TapeMode ofReplay() throws TapeException {
      throw new TapeException(
          TapeSettings.REPLAY.name() + " is refused because clew.env is production");
    }
  }
}
