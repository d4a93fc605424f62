// SPDX-License-Identifier: Apache-2.0
/** The JSON of the REST API and the command line, as described in openapi.yaml. */
@NullMarked
package dev.clew.viewer.api;

import org.jspecify.annotations.NullMarked;
