// SPDX-License-Identifier: Apache-2.0
/** Applications that call the AWS SDK for Bedrock. */
@NullMarked
package dev.clew.it.bedrock;

import org.jspecify.annotations.NullMarked;
