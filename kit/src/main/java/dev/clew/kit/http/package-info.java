// SPDX-License-Identifier: Apache-2.0
/** Calls of clients that return HTTP responses, such as those that Stainless generates. */
@NullMarked
package dev.clew.kit.http;

import org.jspecify.annotations.NullMarked;
