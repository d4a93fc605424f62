// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

/** Receives the weaver's messages; the agent decides where they go. */
public interface WeaveLog {
  /** Logs something the user should act on. */
  void warn(String line);

  /** Logs the reason for a decision. */
  void debug(String line);

  /** Logs that {@code what} failed, without harm to the application; once per cause. */
  void failure(String what, Throwable failure);
}
