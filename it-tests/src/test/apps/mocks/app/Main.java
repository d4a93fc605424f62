// SPDX-License-Identifier: Apache-2.0
package app;

/** An application whose tests replace models and clients with Mockito mocks. */
public final class Main {
  private Main() {}

  private interface Check {
    String run() throws Exception;
  }

  public static void main(String[] args) {
    say("stubbed model", MockedModels::stubbed);
    say("stubbed model that fails", MockedModels::failing);
    say("model that was never stubbed", MockedModels::unstubbed);
    say("service on a stubbed model", MockedModels::service);
    say("arguments of a stubbed model", MockedModels::captured);
    say("stubbed streaming model", MockedModels::streaming);
    say("spied model", MockedModels::spied);
    say("model called too often", MockedModels::calledTooOften);
    say("stubbed client", MockedClients::stubbed);
    say("client stubbed in depth", MockedClients::stubbedInDepth);
    say("stubbed client that fails", MockedClients::failing);
    say("client that was never stubbed", MockedClients::unstubbed);
    say("stubbed stream", MockedClients::streamed);
    say("stubbed future", MockedClients::future);
    say("spied client", () -> MockedClients.spied(args[0], args[1]));
  }

  private static void say(String name, Check check) {
    String seen;
    try {
      seen = check.run();
    } catch (Throwable e) {
      // Mockito's messages contain line numbers of this file, which are the same without an agent.
      seen = e.getClass().getName() + ": " + e.getMessage();
    }
    System.out.println(name + ": " + seen.replaceAll("hashCode: \\d+", "hashCode"));
  }
}
