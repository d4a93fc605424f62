// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.web.Right;
import dev.clew.viewer.web.Users;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clew token}. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a token for a user of a shared viewer: prints it on standard error, once, and the line",
      "for the file of clew serve --users on standard output. Only a hash is in the file.",
      "Example: clew token ada --rights read,content >> users.txt"
    })
final class TokenCommand implements Callable<Integer> {

  private static final int BYTES = 24;

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the user, for the audit log.")
  String name = "";

  @Option(
      names = "--rights",
      paramLabel = "RIGHTS",
      defaultValue = "read,content",
      description =
          "read (figures and how runs went), content (what was said), write (views, alerts, import),"
              + " send (OTLP); default: read,content.")
  String rights = "read,content";

  @Override
  public Integer call() {
    if (!name.matches("[^\\s#][^\\s]{0,99}")) {
      throw new Failures.CommandFailed(Main.USAGE, "NAME must be one word");
    }
    Set<Right> known;
    try {
      known = Users.rights(rights);
    } catch (IllegalArgumentException e) {
      throw new Failures.CommandFailed(Main.USAGE, "--rights: " + e.getMessage());
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        name
            + " "
            + known.stream().map(Right::wire).collect(Collectors.joining(","))
            + " "
            + Users.hash(token));
    spec.commandLine().getErr().println("Token of " + name + ": " + token);
    return 0;
  }
}
