// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver.travel;

import dev.clew.examples.modelserver.ModelServer;
import java.util.concurrent.CountDownLatch;

/** Runs the travel script on the port given as the only argument, until the process is ended. */
public final class TravelModel {
  private TravelModel() {}

  /** Starts the server and prints its base URL. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 1) {
      System.err.println("usage: TravelModel <port>");
      System.exit(2);
    }
    try (ModelServer server = ModelServer.start(Integer.parseInt(args[0]), TravelScript.paced())) {
      System.out.println("OPENAI_BASE_URL=" + server.baseUrl());
      new CountDownLatch(1).await();
    }
  }
}
