def same(function): return function
