// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.Clew;

/** Hands the conversation to another agent. */
final class Router {
  private final Billing billing;

  Router(Billing billing) {
    this.billing = billing;
  }

  String route(String from, String to, String task) {
    Clew.handoff(from, to).data("decided_by", "model").record();
    return billing.bill(task);
  }
}
