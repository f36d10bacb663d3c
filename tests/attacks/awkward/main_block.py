# A main block, argparse and input() where they belong.
# mark: 10
# after the model answer
import argparse

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    print(parser.parse_args(), input("x? "))
