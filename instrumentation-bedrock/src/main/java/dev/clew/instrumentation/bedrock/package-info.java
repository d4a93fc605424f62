// SPDX-License-Identifier: Apache-2.0
/** Traces models, guardrails and agents of Amazon Bedrock, called with the AWS SDK for Java 2. */
@NullMarked
package dev.clew.instrumentation.bedrock;

import org.jspecify.annotations.NullMarked;
