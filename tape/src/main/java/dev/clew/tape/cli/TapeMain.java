// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The commands about tapes: {@code record}, {@code replay}, {@code fork}, {@code tape}. */
public final class TapeMain {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int DIFFERS = 4;

  private final PrintStream err;
  private final RunCommands runs;
  private final TapeCommands tapes;

  /**
   * Creates the commands.
   *
   * @param agentJar what the programs get that are run
   */
  public TapeMain(PrintStream out, PrintStream err, Path agentJar, FilterSource filters) {
    this.err = err;
    this.runs = new RunCommands(err, agentJar);
    this.tapes = new TapeCommands(out, err, filters);
  }

  /** Runs a command, and returns the exit code. */
  public int run(List<String> arguments) {
    List<String> rest = arguments.subList(1, arguments.size());
    try {
      return switch (arguments.get(0)) {
        case "record" -> runs.record(rest);
        case "replay" -> runs.replay(rest);
        case "fork" -> runs.fork(rest);
        case "diff" -> tapes.diff(rest);
        default -> tape(rest);
      };
    } catch (UsageException wrong) {
      err.println("clew: " + wrong.getMessage());
      return USAGE;
    } catch (IOException failure) {
      err.println("clew: " + failure.getMessage());
      return FAILED;
    }
  }

  private int tape(List<String> arguments) throws UsageException, IOException {
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    return switch (arguments.isEmpty() ? "" : arguments.get(0)) {
      case "show" -> tapes.show(rest);
      case "diff" -> tapes.diff(rest);
      case "redact" -> tapes.redact(rest);
      default -> throw new UsageException("tape has the commands show, diff and redact");
    };
  }
}
