// SPDX-License-Identifier: Apache-2.0
/** The filter language and the queries to the store. */
@NullMarked
package dev.clew.viewer.query;

import org.jspecify.annotations.NullMarked;
