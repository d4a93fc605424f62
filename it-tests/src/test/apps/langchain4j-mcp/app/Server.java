// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An MCP server on stdin and stdout. */
public final class Server {
  private Server() {}

  public static void main(String[] args) throws IOException {
    Desk desk = new Desk(Path.of("stdio.jsonl"));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String answer = desk.answer(line);
      if (answer != null) {
        out.print(answer + "\n");
        out.flush();
      }
    }
  }
}
