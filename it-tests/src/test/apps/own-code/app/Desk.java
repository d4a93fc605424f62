// SPDX-License-Identifier: Apache-2.0
package app;

import app.Main.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The agent in front: checks a request, finds the specialist, and files the answer. */
final class Desk {
  private final Safety safety = new Safety();
  private final Router router = new Router();
  private final Archive archive = new Archive();
  private final List<Specialist> specialists;

  Desk(Model model) {
    this.specialists =
        List.of(
            new Specialist("shipping", model, List.of(new Tool.Track(), new Tool.Weather())),
            new Specialist("billing", model, List.of(new Tool.Refund())));
  }

  String handle(Request request) {
    Verdict verdict = safety.check(request.text());
    if (verdict.blocked()) {
      return "refused: " + verdict.reason();
    }
    Specialist chosen = specialists.get(request.text().contains("Refund") ? 1 : 0);
    router.route(chosen, request.text());
    String answer = chosen.answer(request.text());
    CompletableFuture<Integer> filed = archive.file(request.customer(), answer);
    return answer + " (filed as " + filed.join() + ")";
  }

  /** What the check says. */
  record Verdict(boolean blocked, String reason) {}

  /** Rejects what no agent should see. */
  static final class Safety {
    Verdict check(String text) {
      boolean secret = text.contains("password");
      return new Verdict(secret, secret ? "asks for a secret" : "");
    }
  }

  /** Decides nothing any more, but keeps the books. */
  static final class Router {
    private int routed;

    void route(Specialist target, String question) {
      routed++;
    }
  }

  /** Files answers in the background. */
  static final class Archive {
    private int next = 100;

    CompletableFuture<Integer> file(String customer, String answer) {
      int number = next++;
      return CompletableFuture.supplyAsync(() -> number);
    }
  }
}
