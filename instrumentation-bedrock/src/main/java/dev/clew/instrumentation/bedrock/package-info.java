// SPDX-License-Identifier: Apache-2.0
/** Traces models and guardrails of Amazon Bedrock, called with the AWS SDK for Java 2. */
@NullMarked
package dev.clew.instrumentation.bedrock;

import org.jspecify.annotations.NullMarked;
