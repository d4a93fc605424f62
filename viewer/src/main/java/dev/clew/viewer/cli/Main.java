// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.web.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the viewer. */
@Command(
    name = "clew",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    description = "Shows what Java LLM agents did, from the traces that Clew recorded.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:an error, described in the message",
      "2:the command line is wrong",
      "3:nothing was found",
      "4:a condition of --fail-if holds"
    },
    subcommands = {
      ServeCommand.class,
      ListCommand.class,
      ShowCommand.class,
      WhyCommand.class,
      ReplayCommand.class,
      TailCommand.class,
      MetricsCommand.class,
      DiffCommand.class,
      AlertsCommand.class,
      HealthCommand.class,
      ErrorsCommand.class,
      ToolsCommand.class,
      SessionsCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      PruneCommand.class,
      TokenCommand.class,
      GenerateCompletion.class
    })
public final class Main implements Runnable {

  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NOTHING_FOUND = 3;
  static final int CONDITION_HOLDS = 4;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  public static void main(String[] args) {
    LibraryLogs.quiet();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Runs a command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Main());
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Failures::report);
    line.setParameterExceptionHandler(Failures::usage);
    return line.execute(args);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  /** The output of {@code --version}. */
  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"clew " + Version.text()};
    }
  }
}
