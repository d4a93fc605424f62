// SPDX-License-Identifier: Apache-2.0
/** Chat clients, which are agents, and their guardrails. */
@NullMarked
package dev.clew.instrumentation.springai.client;

import org.jspecify.annotations.NullMarked;
