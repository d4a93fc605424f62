// SPDX-License-Identifier: Apache-2.0
/** Who answers, told by the client that a call is made with. */
@NullMarked
package dev.clew.instrumentation.openai.client;

import org.jspecify.annotations.NullMarked;
