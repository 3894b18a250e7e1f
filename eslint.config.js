/* What the scripts are checked for beside their types. */

import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    rules: {
      complexity: ["error", 10],
      eqeqeq: "error",
      "no-undef": "off", // tsc knows what there is
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
