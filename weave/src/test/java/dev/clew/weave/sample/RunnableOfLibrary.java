// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One of Clew's wrappers around a library's interface. */
final class RunnableOfLibrary implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {}
}
