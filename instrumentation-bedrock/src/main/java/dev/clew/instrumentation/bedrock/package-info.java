// SPDX-License-Identifier: Apache-2.0
/** Traces models, guardrails, agents and knowledge bases of Amazon Bedrock with the AWS SDK 2. */
@NullMarked
package dev.clew.instrumentation.bedrock;

import org.jspecify.annotations.NullMarked;
