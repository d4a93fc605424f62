// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

/** Only its package matters: the hooks in it are the module's code. */
public final class SampleModule {
  private SampleModule() {}
}
