// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.query.FilterException;
import dev.clew.viewer.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Turns failures into one line for people and an exit code for scripts. */
final class Failures {

  /** A failure whose message is printed as it is. */
  static final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int code;

    CommandFailed(int code, String message) {
      super(message, null, false, false);
      this.code = code;
    }
  }

  private Failures() {}

  static int report(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (e instanceof CommandFailed failed) {
      err.println("clew: " + failed.getMessage());
      return failed.code;
    }
    if (e instanceof FilterException filter) {
      err.println(
          "clew: --filter, at character " + (filter.position() + 1) + ": " + filter.getMessage());
      return Main.USAGE;
    }
    if (e instanceof StoreException || e instanceof IOException) {
      err.println("clew: " + e.getMessage());
      return Main.FAILED;
    }
    err.println("clew: unexpected: " + e);
    e.printStackTrace(err);
    return Main.FAILED;
  }

  static int usage(CommandLine.ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    line.getErr().println("clew: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr());
    line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
    return Main.USAGE;
  }
}
