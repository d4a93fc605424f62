// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.Settings;
import dev.clew.tape.cli.TapeMain;
import dev.clew.tape.format.TapeException;
import dev.clew.tape.secret.MarkKey;
import dev.clew.tape.secret.SecretFilter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/** Called by reflection from the command line of the agent's jar. */
public final class TapeCommandEntry {
  private TapeCommandEntry() {}

  /** Runs a command about tapes and returns its exit code. */
  public static int run(List<String> arguments, PrintStream out, PrintStream err, String agentJar) {
    return new TapeMain(out, err, Path.of(agentJar), TapeCommandEntry::filter).run(arguments);
  }

  /** By the rules of an application that has these system properties and this environment. */
  private static SecretFilter filter(Consumer<String> lines) throws TapeException {
    Settings settings = SettingsSources.ofThisJvm(null, new Properties(), lines);
    Path home = new HomeFolder(System.getProperties(), System.getenv(), lines).of(settings);
    try {
      byte[] key = MarkKey.in(home, settings.get(ClewSettings.HOME_TRUSTED));
      return new SecretFilter(ContentLevels.tapeRedactor(settings, true, lines), key);
    } catch (IOException failure) {
      throw new TapeException(
          "the key of the marks in %s cannot be read or made (%s)".formatted(home, failure));
    }
  }
}
