# Writes SOURCE as a C++ string named whom::embedded::SYMBOL to OUTPUT.
file(READ "${SOURCE}" text)
file(WRITE "${OUTPUT}" "namespace whom::embedded {\nextern const char* const ${SYMBOL};\nconst char* const ${SYMBOL} = R\"~~~(${text})~~~\";\n}\n")
